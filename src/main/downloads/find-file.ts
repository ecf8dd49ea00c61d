import { extname } from 'node:path'
import type { DownloadKind } from '@shared/downloads/download'
import { AppError } from '@shared/errors'
import { bestFile } from '../media/choose-file'
import type { MediaServer } from '../media/ports'
import { safeFileName } from './file-name'

export interface FoundFile {
  kind: DownloadKind
  address: string
  /** Null: not told, and no part of it can be asked for. */
  bytes: number | null
  /** About how many it will have where they are not told; null: no idea. */
  estimatedBytes: number | null
  /** To be called so on this disk. */
  name: string
}

/** The file as it was uploaded where the instance keeps it, else the best there is. Rejects with `not-found`, too. */
export async function findFile(
  server: MediaServer,
  video: { uuid: string; title: string },
  signal: AbortSignal,
): Promise<FoundFile> {
  const told = { estimatedBytes: null }
  const original = await server.original(video.uuid, 'person', signal)
  if (original !== null) {
    const { address, bytes, name } = original
    const extension = extname(name ?? address.split('?')[0] ?? '')
    return { kind: 'original', address, bytes, ...told, name: safeFileName(name ?? video.title, extension) }
  }
  const best = bestFile((await server.media(video.uuid, 'person', signal))?.files ?? [])
  if (best === null) throw new AppError('not-found', 'no file to download', { what: 'file' })
  if (best.kind === 'one') {
    const { address, bytes, extension } = best.file
    return { kind: 'best', address, bytes, ...told, name: safeFileName(video.title, extension) }
  }
  // The server puts the two together while it sends them (6.3 and later).
  const ids = `videoFileIds=${String(best.video.id)}&videoFileIds=${String(best.audio.id)}`
  const address = `/download/videos/generate/${encodeURIComponent(video.uuid)}?${ids}`
  const { video: picture, audio } = best
  const estimatedBytes = picture.bytes === null || audio.bytes === null ? null : picture.bytes + audio.bytes
  const name = safeFileName(video.title, picture.extension)
  return { kind: 'combined', address, bytes: null, estimatedBytes, name }
}
