import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { BatchFile } from '@shared/captions/caption'
import { AppError } from '@shared/errors'
import { captionLanguageOf } from '@shared/uploads/file-names'
import { readFile, stat } from 'node:fs/promises'
import { MOST_CAPTION_BYTES, writeCaptions, type ReadCaptions } from './caption-files'
import { matchVideo, type NamedVideo } from './match-files'
import type { CaptionReader } from './reading-thread'
import { wholeVtt } from './whole-vtt'

/** A caption file of this disk. Rejects with `file-unreadable` or `unsupported-caption`. */
export async function readCaptionFile(path: string, read: CaptionReader): Promise<ReadCaptions> {
  return read(await bytesOf(path))
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const name = basename(path)
  try {
    if ((await stat(path)).size > MOST_CAPTION_BYTES) {
      throw new AppError('unsupported-caption', 'too-large', { reason: 'too-large', name })
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file-unreadable', `${name} can't be read`, { name })
  }
}

/** Several caption files, held until they are sent: the page knows them by id. */
export class CaptionBatch {
  /** What is sent of each, by id. */
  private readonly held = new Map<string, string>()

  constructor(private readonly read: CaptionReader) {}

  /** Reads the files one by one, and says where each would go. What was held before is forgotten. */
  async open(paths: readonly string[], videos: readonly NamedVideo[]): Promise<BatchFile[]> {
    this.held.clear()
    const files: BatchFile[] = []
    for (const path of paths) files.push(await this.look(path, videos))
    return files
  }

  /** The file as it is sent. Throws `not-found`. */
  vtt(id: string): string {
    const vtt = this.held.get(id)
    if (vtt === undefined) throw new AppError('not-found', 'no such file', { what: 'file' })
    return vtt
  }

  private async look(path: string, videos: readonly NamedVideo[]): Promise<BatchFile> {
    const name = basename(path)
    const id = randomUUID()
    const video = matchVideo(name, videos)
    const common = {
      ...{ id, name, uuid: video?.uuid ?? null },
      language: captionLanguageOf(name, video?.fileName ?? video?.title ?? ''),
      ...{ cues: 0, unread: 0, simplified: false },
    }
    try {
      const bytes = await bytesOf(path)
      const read = await this.read(bytes)
      const { cues, unread } = read
      if (cues.length === 0) return { ...common, problem: 'no-captions' }
      const whole = wholeVtt(bytes, read)
      this.held.set(id, whole ?? writeCaptions(cues, 'vtt'))
      const simplified = whole === null && read.simplified
      return { ...common, cues: cues.length, unread, simplified, problem: null }
    } catch (error) {
      return { ...common, problem: problemOf(error) }
    }
  }
}

function problemOf(error: unknown): BatchFile['problem'] {
  if (!(error instanceof AppError) || error.code === 'file-unreadable') return 'unreadable'
  return error.details['reason'] === 'too-large' ? 'too-large' : 'no-captions'
}
