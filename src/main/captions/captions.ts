import type { BatchFile, CaptionList, CaptionPending, OpenedCaptions } from '@shared/captions/caption'
import type { Cue } from '@shared/captions/cue'
import { AppError, ConnectionError } from '@shared/errors'
import { writeAndRename } from '../drafts/own-files'
import type { Clock, Connectivity } from '../uploads/ports'
import { CaptionBatch, readCaptionFile } from './batch'
import { MOST_CAPTION_BYTES, writeCaptions, type ReadCaptions } from './caption-files'
import type { NamedVideo } from './match-files'
import type {
  CaptionAccounts,
  CaptionCopiesPort,
  CaptionDraftsPort,
  CaptionKey,
  CaptionOutbox,
  CaptionServer,
  InstanceCaption,
} from './ports'
import type { CaptionReader } from './reading-thread'
import { Transcriptions, type TranscriptionsPort } from './transcriptions'
import { diskError } from '../system/disk-error'

export interface CaptionsDeps {
  accounts: CaptionAccounts
  drafts: CaptionDraftsPort
  copies: CaptionCopiesPort
  requests: TranscriptionsPort
  edits: CaptionOutbox
  connectivity: Connectivity
  clock: Clock
  read: CaptionReader
  /** By what files are laid to a video of the local copy; null: it has none such. */
  nameOf: (accountId: string, uuid: string) => Promise<NamedVideo | null>
  /** Whether the instance makes captions of what is said. */
  canGenerate: (accountId: string) => boolean
  pickFiles: (many: boolean) => Promise<string[] | null>
  saveFile: (name: string) => Promise<string | null>
}

interface VideoKey {
  accountId: string
  uuid: string
}

type Opened = Omit<OpenedCaptions, 'pending'>

const NOTHING = { cues: [], base: null, unread: 0, simplified: false }

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
    const known = asked ?? this.deps.edits.atHand(accountId, uuid)?.captions ?? []
    const pending = this.deps.edits.pending(accountId, uuid)
    const languages = [...known.map(({ language }) => language), ...drafts, ...pending.keys()]
    return {
      captions: [...new Set(languages)].sort().map((language) => {
        const found = known.find((caption) => caption.language === language)
        return {
          language,
          isAutomatic: found?.isAutomatic ?? false,
          isOnInstance: found !== undefined,
          version: found?.version ?? null,
          isDraft: drafts.includes(language),
          pending: pending.get(language) ?? null,
        }
      }),
      isStale: asked === null,
      // The server makes none for a video that has some.
      canGenerate: asked?.length === 0 && this.deps.canGenerate(accountId),
      isGenerating: this.transcriptions.areExpected(accountId, uuid, asked?.length ?? null),
    }
  }

  async open(key: CaptionKey): Promise<OpenedCaptions> {
    const opened = this.fromDraft(key) ?? (await this.fromOutbox(key)) ?? (await this.fromInstance(key))
    const { accountId, uuid, language } = key
    return { ...opened, pending: this.deps.edits.pending(accountId, uuid).get(language) ?? null }
  }

  /** What is wanted of a video's captions and not sent. */
  pending({ accountId, uuid }: VideoKey): (CaptionPending & { language: string })[] {
    const pending = this.deps.edits.pending(accountId, uuid)
    return [...pending].map(([language, one]) => ({ ...one, language }))
  }

  keep(key: CaptionKey, cues: Cue[], base: string | null): void {
    const { accountId, uuid, language } = key
    if (this.deps.accounts.find(accountId) === null) throw new AppError('not-found', 'no such account')
    this.deps.drafts.put({ accountId, uuid, language, cues, base, changedAt: this.deps.clock.now() })
  }

  discard(key: CaptionKey): void {
    this.deps.drafts.remove(key)
  }

  /** Makes an edit of the work that is kept, and answers its id: the one goes as the other comes. */
  async send(key: CaptionKey): Promise<string> {
    const { drafts, edits } = this.deps
    const draft = drafts.find(key)
    if (draft === null) throw new AppError('not-found', 'no work on these captions', { what: 'draft' })
    return edits.put(key, writeCaptions(draft.cues, 'vtt'), draft.base, () => {
      // What was typed meanwhile is a draft still.
      if (drafts.find(key)?.changedAt === draft.changedAt) drafts.remove(key)
    })
  }

  /** Answers the id of the edit that deletes them; null: the instance has none, and what waited is taken back. */
  remove(key: CaptionKey, base: string | null): string | null {
    const { drafts, edits } = this.deps
    const forget = (): void => {
      drafts.remove(key)
    }
    if (base !== null) return edits.delete(key, base, forget)
    edits.takeBack(key, forget)
    return null
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
    return paths === null ? null : this.openBatch(videos, paths)
  }

  /** Reads these files, and says to which of the videos each would go. */
  async openBatch(videos: readonly VideoKey[], paths: readonly string[]): Promise<BatchFile[]> {
    const names = await Promise.all(videos.map(({ accountId, uuid }) => this.deps.nameOf(accountId, uuid)))
    return this.batch.open(
      paths,
      names.filter((name) => name !== null),
    )
  }

  /** Makes an edit of it, and answers its id. Work that is kept of these captions stays unless it was agreed to lose it. */
  async sendBatchFile(
    key: CaptionKey,
    { id, base, replacesDraft }: { id: string; base?: string | null | undefined; replacesDraft: boolean },
  ): Promise<string> {
    return this.deps.edits.put(key, this.batch.vtt(id), base, () => {
      if (replacesDraft) this.deps.drafts.remove(key)
    })
  }

  private fromDraft(key: CaptionKey): Opened | null {
    const draft = this.deps.drafts.find(key)
    return draft && { ...NOTHING, origin: 'draft', cues: draft.cues, base: draft.base }
  }

  private async fromOutbox(key: CaptionKey): Promise<Opened | null> {
    const wanted = await this.deps.edits.wanted(key)
    if (wanted === null) return null
    const { bytes, base } = wanted
    if (bytes === null) return { ...NOTHING, origin: 'waiting', base }
    const { cues, unread, simplified } = await this.deps.read(bytes)
    return { origin: 'waiting', cues, base, unread, simplified }
  }

  private async fromInstance(key: CaptionKey): Promise<Opened> {
    try {
      return await this.read(key)
    } catch (error) {
      const kept = isOutOfReach(error) ? this.fromCopy(key) : null
      if (kept === null) throw error
      return kept
    }
  }

  private async read(key: CaptionKey): Promise<Opened> {
    const { copies, clock } = this.deps
    const server = this.server(key.accountId)
    const list = await server.list(key.uuid, this.stopped.signal)
    if (list === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    const found = list.find(({ language }) => language === key.language)
    if (found?.file == null) return { ...NOTHING, origin: 'new' }
    const { version } = found
    const copy = copies.find(key)
    if (copy?.version === version && copy.cues !== null) {
      return { origin: 'instance', cues: copy.cues, base: version, ...lossesOf(copy) }
    }
    const bytes = await server.read(found.file, MOST_CAPTION_BYTES, this.stopped.signal)
    if (bytes === null) throw new AppError('not-found', 'the caption file is gone', { what: 'caption' })
    const { cues, ...losses } = await this.deps.read(bytes)
    const replaced = copy?.version === version ? copy.replaced : []
    copies.put(key, { version, cues, ...lossesOf(losses), replaced }, clock.now())
    return { origin: 'instance', cues, base: version, ...lossesOf(losses) }
  }

  /** Without the instance: as they were last read; or none, where the copy says that there are none. */
  private fromCopy(key: CaptionKey): Opened | null {
    const copy = this.deps.copies.find(key)
    if (copy !== null && copy.version !== null && copy.cues !== null)
      return { origin: 'kept', cues: copy.cues, base: copy.version, ...lossesOf(copy) }
    const known = this.deps.edits.atHand(key.accountId, key.uuid)
    const isThere = known?.captions.some(({ language }) => language === key.language) === true
    return known?.isKnown === true && !isThere ? { ...NOTHING, origin: 'new' } : null
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

  /** Throws `offline`, `signed-out` or `not-found`. */
  private server(accountId: string): CaptionServer {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!this.deps.connectivity.online) throw new AppError('offline')
    if (!account.isSignedIn) throw new AppError('signed-out')
    return account.captions
  }
}

function isOutOfReach(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return error instanceof AppError && (error.code === 'offline' || error.code === 'signed-out')
}

function lossesOf({ unread, simplified }: { unread: number; simplified: boolean }) {
  return { unread, simplified }
}
