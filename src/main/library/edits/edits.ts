import { AppError } from '@shared/errors'
import type { Sides } from '@shared/library/edit-changes'
import { PRIVACY } from '@shared/uploads/draft-values'
import type { Problem } from '@shared/uploads/upload'
import { mimeOf, type ShownFile } from '../../drafts/local-files'
import { nextTurn } from '../../intake/turns'
import type { Priority } from '../../peertube/pacing'
import type { Connectivity, Clock } from '../../uploads/ports'
import type { Announcer } from '../announcer'
import type { DetailedVideo } from '../ports'
import type { BatchStore } from './batch-store'
import type { CaptionEdits } from './caption-edits'
import type { Dispatcher } from './dispatcher'
import type { Editor } from './editor'
import type { KeptFiles } from '../kept-files'
import type { Held } from './held'
import type { Outbox } from './outbox'
import type { EditAccounts, EditedCopy, EditServer } from './ports'
import type { Staging } from './staging'
import type { EditStore } from './store'

export interface EditsDeps {
  store: EditStore
  batches: BatchStore
  held: Held
  captions: CaptionEdits
  editor: Editor
  outbox: Outbox
  staging: Staging
  dispatcher: Dispatcher
  files: KeptFiles
  announcer: Announcer
  listeners: Set<() => void>
  accounts: EditAccounts
  copy: EditedCopy
  connectivity: Connectivity
  clock: Clock
  sweepFiles: () => Promise<void>
  log: (message: string, error: unknown) => void
}

/** At most two for each account. */
const MOST_SENDING = 10_000
/** What is done can be undone for so long, and so many. */
const DONE_KEPT_MS = 14 * 24 * 3_600_000
const MOST_DONE = 50_000

/** Edits of videos that exist on an instance: typed, kept, sent, compared, undone. */
export class Edits {
  readonly editor: Editor
  readonly outbox: Outbox
  readonly captions: CaptionEdits
  /** For whoever makes many edits at once: the door through which edits change, and the batches that they belong to. */
  readonly store: EditStore
  readonly batches: BatchStore
  readonly staging: Staging
  private readonly stopped = new AbortController()

  constructor(private readonly deps: EditsDeps) {
    this.editor = deps.editor
    this.outbox = deps.outbox
    this.captions = deps.captions
    this.store = deps.store
    this.batches = deps.batches
    this.staging = deps.staging
  }

  /** Told after edits or batches changed, at most four times a second. */
  onChange(listener: () => void): void {
    this.deps.listeners.add(listener)
  }

  get revision(): number {
    return this.deps.announcer.revision
  }

  /** Takes up what the last run left: what was being sent is compared with what its instance has. */
  async startUp(): Promise<void> {
    const { store, dispatcher } = this.deps
    for (const id of store.table.idsIn('sending', MOST_SENDING)) store.happen(id, { type: 'interrupted' })
    await this.sweep()
    dispatcher.startUp()
  }

  /** Before an account is removed: its edits go with it. */
  async accountLeaves(accountId: string): Promise<void> {
    const { store, dispatcher, held } = this.deps
    await dispatcher.leave(accountId)
    for (const edit of store.table.withFiles())
      if (edit.accountId === accountId) held.release(edit.parts, null)
  }

  /** Forgets what was done long ago, in small steps. */
  private async sweep(): Promise<void> {
    const { store, clock, batches } = this.deps
    while (store.table.sweep(clock.now() - DONE_KEPT_MS, MOST_DONE) > 0) await nextTurn()
    batches.sweep()
    await this.deps.sweepFiles().catch((error: unknown) => {
      this.deps.log('files of edits could not be swept', error)
    })
  }

  async shutdown(): Promise<void> {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    await this.staging.close()
    await this.deps.dispatcher.close()
    this.deps.announcer.close()
    this.deps.files.close()
  }

  hold(accountId: string, uuid: string, typed: Sides): Problem[] {
    return this.deps.held.hold(accountId, uuid, typed)
  }

  discard(accountId: string, uuid: string): void {
    this.deps.held.discard(accountId, uuid)
  }

  save(accountId: string, uuid: string): { editId: string | null; problems: Problem[] } {
    const saved = this.deps.held.save(accountId, uuid)
    if (saved.editId !== null) this.wake()
    return saved
  }

  /** Asks the instance, and keeps nothing. */
  async passwords(
    accountId: string,
    uuid: string,
    priority: Priority = 'person',
    signal: AbortSignal = this.stopped.signal,
  ): Promise<string[]> {
    const server = this.server(accountId, priority)
    const { privacy } = await this.video(server, uuid, signal)
    if (privacy !== PRIVACY.passwordProtected) return []
    return server.passwords(uuid, signal)
  }

  /** Asks the instance. */
  async playlistsOf(accountId: string, uuid: string): Promise<number[]> {
    const server = this.server(accountId, 'person')
    const { serverId } = await this.video(server, uuid, this.stopped.signal)
    return server.playlistsOf({ id: serverId }, this.stopped.signal)
  }

  /** A picture that waits, by the id of its file; null: none. */
  picture(fileId: string): ShownFile | null {
    const edit = this.deps.store.table.withFiles().find(({ parts }) => parts.thumbnail?.file.id === fileId)
    const file = edit?.parts.thumbnail?.file ?? null
    return file === null ? null : { path: this.deps.files.pathOf(file), mime: mimeOf(file.name) }
  }

  /** There may be something to send. */
  wake(): void {
    this.deps.dispatcher.wake()
  }

  private async video(server: EditServer, uuid: string, signal: AbortSignal): Promise<DetailedVideo> {
    const video = await server.video(uuid, signal)
    if (video === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    return video
  }

  private server(accountId: string, priority: Priority): EditServer {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!account.isSignedIn) throw new AppError('signed-out')
    return account.edits(priority)
  }
}
