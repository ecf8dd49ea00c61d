import type { CaptionServer, InstanceCaption } from '../captions/ports'
import type { AccountApi } from './account-api'
import type { InstanceFiles } from './instance-files'
import { addressOf, nullWhenGone, shortHash } from './clean'
import { deleteCaption, generateCaptions, getCaptions, putCaption } from './operations/videos'
import type { Priority } from './pacing'

const MOST_CAPTIONS = 200
const LONGEST_LANGUAGE = 20

/** Captions of an account's videos. */
export class PeerTubeCaptions implements CaptionServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly files: InstanceFiles,
    private readonly origin: () => string,
    private readonly priority: Priority = 'person',
  ) {}

  async list(uuid: string, signal: AbortSignal): Promise<InstanceCaption[] | null> {
    const options = { params: { id: uuid }, priority: this.priority, signal }
    const list = await nullWhenGone(this.api().call(getCaptions, options))
    if (list === null) return null
    return list.data.slice(0, MOST_CAPTIONS).map((caption) => {
      const { language, captionPath, fileUrl, updatedAt, automaticallyGenerated } = caption
      const file = addressOf(captionPath ?? fileUrl ?? null, this.origin())
      return {
        language: language.id.slice(0, LONGEST_LANGUAGE),
        isAutomatic: automaticallyGenerated === true,
        file,
        version: captionVersion(file, updatedAt),
      }
    })
  }

  read(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null> {
    return this.files.read(address, limitBytes, signal)
  }

  async put(uuid: string, language: string, vtt: string, signal: AbortSignal): Promise<void> {
    const file = { name: `${language}.vtt`, bytes: Buffer.from(vtt, 'utf8') }
    await this.api().call(putCaption, {
      params: { id: uuid, captionLanguage: language },
      body: { multipart: {}, files: [{ name: 'captionfile', file }] },
      priority: this.priority,
      signal,
    })
  }

  async remove(uuid: string, language: string, signal: AbortSignal): Promise<void> {
    const params = { id: uuid, captionLanguage: language }
    await nullWhenGone(this.api().call(deleteCaption, { params, priority: this.priority, signal }))
  }

  async generate(uuid: string, signal: AbortSignal): Promise<void> {
    const options = { params: { id: uuid }, body: { json: {} }, priority: this.priority, signal }
    await this.api().call(generateCaptions, options)
  }
}

/** Another whenever the file is. The library's copy and the editor know it by the same. */
export function captionVersion(file: string | null, updatedAt: string | null | undefined): string {
  return shortHash(`${file ?? ''} ${updatedAt ?? ''}`)
}
