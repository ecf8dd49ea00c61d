import { AppError } from '@shared/errors'
import type { EditFile, Sides } from '@shared/library/edit-changes'
import type { Problem } from '@shared/uploads/upload'
import type { Connectivity, Clock } from '../../uploads/ports'
import type { Announcer } from '../announcer'
import type { BatchStore } from './batch-store'
import type { Editor } from './editor'
import type { EditFiles } from './files'
import type { Held } from './held'
import type { Outbox } from './outbox'
import type { EditAccounts, EditedCopy, EditServer } from './ports'
import type { EditStore } from './store'

export interface EditsDeps {
  store: EditStore
  batches: BatchStore
  held: Held
  editor: Editor
  outbox: Outbox
  files: EditFiles
  announcer: Announcer
  accounts: EditAccounts
  copy: EditedCopy
  connectivity: Connectivity
  clock: Clock
  sweepFiles: () => Promise<void>
  log: (message: string, error: unknown) => void
}

/** Edits of videos that exist on an instance: typed, kept, sent, compared, undone. */
export class Edits {
  readonly editor: Editor
  readonly outbox: Outbox
  readonly store: EditStore
  readonly batches: BatchStore
  private readonly stopped = new AbortController()

  constructor(private readonly deps: EditsDeps) {
    this.editor = deps.editor
    this.outbox = deps.outbox
    this.store = deps.store
    this.batches = deps.batches
  }

  get revision(): number {
    return this.deps.announcer.revision
  }

  /** Takes up what the last run left. */
  async startUp(): Promise<void> {
    await this.deps.sweepFiles().catch((error: unknown) => {
      this.deps.log('files of edits could not be swept', error)
    })
  }

  shutdown(): Promise<void> {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    this.deps.announcer.close()
    return Promise.resolve()
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
  passwords(accountId: string, uuid: string): Promise<string[]> {
    return this.server(accountId).passwords(uuid, this.stopped.signal)
  }

  /** Asks the instance. */
  async playlistsOf(accountId: string, uuid: string): Promise<number[]> {
    const server = this.server(accountId)
    const video = await server.video(uuid, this.stopped.signal)
    if (video === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    return server.playlistsOf({ id: video.serverId }, this.stopped.signal)
  }

  /** Path of a picture that waits, by the id of its file; null: none. */
  picture(fileId: string): { path: string; file: EditFile } | null {
    const edit = this.deps.store.table.withFiles().find(({ parts }) => parts.thumbnail?.file.id === fileId)
    const file = edit?.parts.thumbnail?.file ?? null
    return file === null ? null : { path: this.deps.files.pathOf(file), file }
  }

  /** There may be something to send. */
  wake(): void {
    // The sender follows.
  }

  private server(accountId: string): EditServer {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!account.isSignedIn) throw new AppError('signed-out')
    return account.edits('person')
  }
}
