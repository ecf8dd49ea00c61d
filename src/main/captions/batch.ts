import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { BatchFile } from '@shared/captions/caption'
import { AppError } from '@shared/errors'
import { captionLanguageOf } from '@shared/uploads/file-names'
import { readFile, stat } from 'node:fs/promises'
import { MOST_CAPTION_BYTES, type ReadCaptions } from './caption-files'
import { matchVideo, type NamedVideo } from './match-files'
import type { CaptionReader } from './reading-thread'

/** A caption file of this disk. Rejects with `file-unreadable` or `unsupported-caption`. */
export async function readCaptionFile(path: string, read: CaptionReader): Promise<ReadCaptions> {
  const name = basename(path)
  let bytes: Uint8Array
  try {
    if ((await stat(path)).size > MOST_CAPTION_BYTES) {
      throw new AppError('unsupported-caption', 'too-large', { reason: 'too-large', name })
    }
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file-unreadable', `${name} can't be read`, { name })
  }
  return read(bytes)
}

/** Several caption files, held until they are sent: the page knows them by id. */
export class CaptionBatch {
  private readonly held = new Map<string, ReadCaptions>()

  constructor(private readonly read: CaptionReader) {}

  /** Reads the files one by one, and says where each would go. What was held before is forgotten. */
  async open(paths: readonly string[], videos: readonly NamedVideo[]): Promise<BatchFile[]> {
    this.held.clear()
    const files: BatchFile[] = []
    for (const path of paths) files.push(await this.look(path, videos))
    return files
  }

  /** Throws `not-found`. */
  captions(id: string): ReadCaptions {
    const read = this.held.get(id)
    if (read === undefined) throw new AppError('not-found', 'no such file', { what: 'file' })
    return read
  }

  private async look(path: string, videos: readonly NamedVideo[]): Promise<BatchFile> {
    const name = basename(path)
    const id = randomUUID()
    const video = matchVideo(name, videos)
    const common = {
      ...{ id, name, uuid: video?.uuid ?? null },
      language: captionLanguageOf(name, video?.fileName ?? video?.title ?? ''),
    }
    try {
      const read = await readCaptionFile(path, this.read)
      if (read.cues.length === 0) return { ...common, cues: 0, problem: 'no-captions' }
      this.held.set(id, read)
      return { ...common, cues: read.cues.length, problem: null }
    } catch (error) {
      return { ...common, cues: 0, problem: problemOf(error) }
    }
  }
}

function problemOf(error: unknown): BatchFile['problem'] {
  if (!(error instanceof AppError) || error.code === 'file-unreadable') return 'unreadable'
  return error.details['reason'] === 'too-large' ? 'too-large' : 'no-captions'
}
