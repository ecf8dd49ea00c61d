import type { BatchFile, CaptionList, OpenedCaptions } from '@shared/captions/caption'
import type { Cue } from '@shared/captions/cue'
import { AppError, ConnectionError } from '@shared/errors'
import { writeAndRename } from '../drafts/own-files'
import { diskError } from '../downloads/part-file'
import type { Clock, Connectivity } from '../uploads/ports'
import { CaptionBatch, readCaptionFile } from './batch'
import { MOST_CAPTION_BYTES, writeCaptions, type ReadCaptions } from './caption-files'
import type { NamedVideo } from './match-files'
import type { CaptionAccounts, CaptionDraft, CaptionKey, CaptionServer, InstanceCaption } from './ports'
import type { CaptionReader } from './reading-thread'
import { Transcriptions, type TranscriptionsPort } from './transcriptions'

export interface CaptionDraftsPort {
  find(key: CaptionKey): CaptionDraft | null
  languagesOf(accountId: string, uuid: string): string[]
  put(draft: CaptionDraft): void
  remove(key: CaptionKey): void
}

export interface CaptionsDeps {
  accounts: CaptionAccounts
  drafts: CaptionDraftsPort
  requests: TranscriptionsPort
  connectivity: Connectivity
  clock: Clock
  read: CaptionReader
  /** What the local copy knows of a video; null: nothing. */
  copyOf: (accountId: string, uuid: string) => Promise<(NamedVideo & { captionLanguages: string[] }) | null>
  /** Whether the instance makes captions of what is said. */
  canGenerate: (accountId: string) => boolean
  /** Tells the local copy to look at the video again. */
  changed: (accountId: string, uuid: string) => void
  pickFiles: (many: boolean) => Promise<string[] | null>
  saveFile: (name: string) => Promise<string | null>
}

interface VideoKey {
  accountId: string
  uuid: string
}

/** Captions of the library's videos: what the instance has, what is being worked on, and files of this disk. */
export class Captions {
  private readonly stopped = new AbortController()
  private readonly transcriptions: Transcriptions
  private readonly batch: CaptionBatch

  constructor(private readonly deps: CaptionsDeps) {
    this.batch = new CaptionBatch(deps.read)
    this.transcriptions = new Transcriptions(deps.requests, deps.clock)
  }

  close(): void {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
  }

  async list({ accountId, uuid }: VideoKey): Promise<CaptionList> {
    const drafts = this.deps.drafts.languagesOf(accountId, uuid)
    const asked = await this.ask(accountId, uuid)
    const known = asked ?? (await this.fromCopy(accountId, uuid))
    const languages = [...new Set([...known.map(({ language }) => language), ...drafts])].sort()
    return {
      captions: languages.map((language) => {
        const found = known.find((caption) => caption.language === language)
        const isAutomatic = found?.isAutomatic ?? false
        return {
          language,
          isAutomatic,
          isOnInstance: found !== undefined,
          isDraft: drafts.includes(language),
        }
      }),
      isStale: asked === null,
      // The server makes none for a video that has some.
      canGenerate: asked?.length === 0 && this.deps.canGenerate(accountId),
      isGenerating: this.transcriptions.areExpected(accountId, uuid, asked?.length ?? null),
    }
  }

  async open(key: CaptionKey): Promise<OpenedCaptions> {
    const draft = this.deps.drafts.find(key)
    if (draft !== null) {
      return { origin: 'draft', cues: draft.cues, base: draft.base, unread: 0, simplified: false }
    }
    const server = this.server(key.accountId)
    const found = await this.find(server, key)
    if (found?.file == null) return { origin: 'new', cues: [], base: null, unread: 0, simplified: false }
    const bytes = await server.read(found.file, MOST_CAPTION_BYTES, this.stopped.signal)
    if (bytes === null) throw new AppError('not-found', 'the caption file is gone', { what: 'caption' })
    const { cues, unread, simplified } = await this.deps.read(bytes)
    return { origin: 'instance', cues, base: found.version, unread, simplified }
  }

  keep(key: CaptionKey, cues: Cue[], base: string | null): void {
    const { accountId, uuid, language } = key
    if (this.deps.accounts.find(accountId) === null) throw new AppError('not-found', 'no such account')
    this.deps.drafts.put({ accountId, uuid, language, cues, base, changedAt: this.deps.clock.now() })
  }

  discard(key: CaptionKey): void {
    this.deps.drafts.remove(key)
  }

  /** The work stays until the instance has taken it. */
  async send(key: CaptionKey, force: boolean): Promise<'sent' | 'changed'> {
    const draft = this.deps.drafts.find(key)
    if (draft === null) throw new AppError('not-found', 'no work on these captions', { what: 'draft' })
    const server = this.server(key.accountId)
    const now = await this.find(server, key)
    if (!force && now !== null && now.version !== draft.base) return 'changed'
    await this.put(key, draft.cues)
    // What was typed while it was sent is kept, and now differs from what the instance has.
    const later = this.deps.drafts.find(key)
    if (later?.changedAt === draft.changedAt) this.deps.drafts.remove(key)
    else if (later !== null) await this.rebase(server, later)
    return 'sent'
  }

  async remove(key: CaptionKey): Promise<void> {
    await this.server(key.accountId).remove(key.uuid, key.language, this.stopped.signal)
    this.deps.drafts.remove(key)
    this.deps.changed(key.accountId, key.uuid)
  }

  async generate({ accountId, uuid }: VideoKey): Promise<void> {
    const server = this.server(accountId)
    await this.transcriptions.ask(accountId, uuid, () => server.generate(uuid, this.stopped.signal))
  }

  async importFile(): Promise<(Omit<ReadCaptions, 'format'> & { name: string }) | null> {
    const [path] = (await this.deps.pickFiles(false)) ?? []
    if (path === undefined) return null
    const { cues, unread, simplified } = await readCaptionFile(path, this.deps.read)
    return { cues, unread, simplified, name: path.split(/[/\\]/).at(-1) ?? '' }
  }

  /** False: the dialog was closed. */
  async exportFile(cues: readonly Cue[], format: 'vtt' | 'srt', name: string): Promise<boolean> {
    const path = await this.deps.saveFile(`${name}.${format}`)
    if (path === null) return false
    await writeAndRename(path, writeCaptions(cues, format)).catch((error: unknown) => {
      throw diskError(error)
    })
    return true
  }

  /** Null: the picker was closed. */
  async pickBatch(videos: readonly VideoKey[]): Promise<BatchFile[] | null> {
    const paths = await this.deps.pickFiles(true)
    if (paths === null) return null
    const copies = await Promise.all(videos.map(({ accountId, uuid }) => this.deps.copyOf(accountId, uuid)))
    return this.batch.open(
      paths,
      copies.filter((copy) => copy !== null),
    )
  }

  async sendBatchFile(key: CaptionKey, id: string): Promise<void> {
    await this.put(key, this.batch.captions(id).cues)
    this.deps.drafts.remove(key)
  }

  private async put(key: CaptionKey, cues: readonly Cue[]): Promise<void> {
    const vtt = writeCaptions(cues, 'vtt')
    await this.server(key.accountId).put(key.uuid, key.language, vtt, this.stopped.signal)
    this.deps.changed(key.accountId, key.uuid)
  }

  private async rebase(server: CaptionServer, draft: CaptionDraft): Promise<void> {
    const now = await this.find(server, draft)
    this.deps.drafts.put({ ...draft, base: now?.version ?? null })
  }

  private async find(server: CaptionServer, { uuid, language }: CaptionKey): Promise<InstanceCaption | null> {
    const list = await server.list(uuid, this.stopped.signal)
    if (list === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    return list.find((caption) => caption.language === language) ?? null
  }

  /** Null: nobody can be asked. */
  private async ask(accountId: string, uuid: string): Promise<InstanceCaption[] | null> {
    const account = this.deps.accounts.find(accountId)
    if (account?.isSignedIn !== true || !this.deps.connectivity.online) return null
    try {
      return await account.captions.list(uuid, this.stopped.signal)
    } catch (error) {
      if (error instanceof ConnectionError) return null
      throw error
    }
  }

  private async fromCopy(accountId: string, uuid: string): Promise<InstanceCaption[]> {
    const copy = await this.deps.copyOf(accountId, uuid)
    const common = { isAutomatic: false, file: null, version: '' }
    return (copy?.captionLanguages ?? []).map((language) => ({ language, ...common }))
  }

  /** Throws `offline`, `signed-out` or `not-found`. */
  private server(accountId: string): CaptionServer {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!this.deps.connectivity.online) throw new AppError('offline')
    if (!account.isSignedIn) throw new AppError('signed-out')
    return account.captions
  }
}
