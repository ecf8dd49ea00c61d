import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { emptyDraft, type Draft } from '@shared/uploads/draft'
import type {
  Problem,
  Progress,
  Receipt,
  ReplacedVideo,
  UploadRow,
  UploadState,
} from '@shared/uploads/upload'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { NotesTable } from '../../src/main/storage/notes-table'
import { createReceiptsReader } from '../../src/main/storage/receipts-reader'
import { ReceiptsTable } from '../../src/main/storage/receipts-table'
import { createReplacementsTable } from '../../src/main/storage/replacements-table'
import { UploadsTable } from '../../src/main/storage/uploads-table'
import { createUploads, type Uploads, type UploadsDeps } from '../../src/main/uploads'
import { hasherInPlace } from '../../src/main/uploads/hasher'
import type { LocalFile, UploadAccount } from '../../src/main/uploads/ports'
import { FakeConnectivity } from './accounts'
import { FakeAccounts, FakeSettings, quickClock } from './engine-parts'

/** The engine over a real database in a temporary folder; what it tells the window is kept and can be waited for. */
export class TestEngine {
  readonly folder: string
  readonly accounts: FakeAccounts
  readonly settings = new FakeSettings()
  readonly connectivity = new FakeConnectivity()
  readonly rows = new Map<string, UploadRow>()
  readonly progress: Progress[][] = []
  readonly troubles: unknown[] = []
  readonly attention: UploadRow[] = []
  /** Rows whose own files were deleted. */
  readonly released: string[] = []
  readonly arrived: string[] = []
  readonly published: UploadRow[] = []
  readonly stepsSent: UploadRow[] = []
  readonly attachments = new Map<string, LocalFile>()
  problems: Problem[] = []
  database: Database
  store: UploadsTable
  notes: NotesTable
  uploads: Uploads
  private readonly watchers = new Set<() => void>()
  private position = 0

  constructor(
    private readonly overrides: Partial<UploadsDeps> = {},
    accounts = new FakeAccounts(),
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'longshore-engine-'))
    mkdirSync(join(this.folder, 'files'))
    this.accounts = accounts
    this.database = openDatabase(join(this.folder, 'longshore.db'))
    this.store = new UploadsTable(this.database)
    this.notes = new NotesTable(this.database)
    this.uploads = this.build()
  }

  addAccount(account: UploadAccount): void {
    this.accounts.add(account)
    const values = [account.id, account.instanceUrl, account.username]
    this.database
      .prepare(
        "INSERT INTO accounts VALUES (?, ?, 'Demo', '6.3.0', ?, '', 'signed-in', 'memory', 1, NULL, 0)",
      )
      .run(...values)
  }

  file(name: string, content: Uint8Array): string {
    const path = join(this.folder, 'files', name)
    writeFileSync(path, content)
    return path
  }

  /** A draft in the queue, as the intake adds it. */
  add(accountId: string, path: string, change: Partial<Draft> = {}): string {
    const id = randomUUID()
    const { size, mtimeMs } = statSync(path)
    const draft = { ...emptyDraft(basename(path)), waitTranscoding: false, ...change }
    this.database
      .prepare(
        `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
           state_name, state, title, privacy, draft) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', '{"name":"draft"}', ?, ?, ?)`,
      )
      .run(
        id,
        accountId,
        ++this.position,
        path,
        basename(path),
        size,
        mtimeMs,
        Date.now(),
        draft.title,
        draft.privacy,
        JSON.stringify(draft),
      )
    this.uploads.touched([id])
    return id
  }

  /** A draft whose file takes the place of a video's own. */
  addReplacement(accountId: string, path: string, replaces: ReplacedVideo): string {
    const id = randomUUID()
    const { size: bytes, mtimeMs } = statSync(path)
    const draft = emptyDraft(replaces.title)
    const row = {
      id,
      accountId,
      path,
      name: basename(path),
      bytes,
      mtimeMs,
      addedAt: Date.now(),
      draft,
      replaces,
    }
    createReplacementsTable(this.database).insert(row)
    this.uploads.touched([id])
    return id
  }

  receipt(id: string): Receipt | undefined {
    return createReceiptsReader(this.database).of([id])[0]
  }

  edit(id: string, change: Partial<Draft>): void {
    const draft = { ...this.draft(id), ...change }
    this.database.prepare('UPDATE uploads SET draft = ? WHERE id = ?').run(JSON.stringify(draft), id)
    this.uploads.touched([id])
  }

  draft(id: string): Draft {
    const record = this.store.find(id)
    if (record === null) throw new Error(`no row ${id}`)
    return record.draft
  }

  state(id: string): UploadState {
    const record = this.store.find(id)
    if (record === null) throw new Error(`no row ${id}`)
    return record.state
  }

  /** Resolves once it holds; looked at whenever the engine tells something. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => {
      const watcher = (): void => {
        if (!holds()) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  untilState(id: string, ...names: UploadState['name'][]): Promise<void> {
    return this.until(() => names.includes(this.state(id).name))
  }

  /** The app ends properly and starts again. */
  async restart(): Promise<void> {
    await this.uploads.shutdown()
    this.uploads = this.build()
    this.uploads.startUp()
  }

  async close(): Promise<void> {
    await this.uploads.shutdown()
    this.database.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private build(): Uploads {
    const tell = (): void => {
      for (const watcher of [...this.watchers]) watcher()
    }
    return createUploads({
      store: this.store,
      notes: this.notes,
      receipts: new ReceiptsTable(this.database),
      accounts: this.accounts,
      settings: this.settings,
      connectivity: this.connectivity,
      clock: quickClock,
      hasher: hasherInPlace,
      problemsOf: () => this.problems,
      attachment: (id) => this.attachments.get(id) ?? null,
      releaseFiles: (ids) => {
        this.released.push(...ids)
      },
      publish: {
        changed: ({ upserts, removals }) => {
          for (const row of upserts) this.rows.set(row.id, row)
          for (const id of removals) this.rows.delete(id)
          tell()
        },
        progressed: (batch) => {
          this.progress.push(batch)
          tell()
        },
        receiptsChanged: tell,
      },
      onArrived: (accountId) => this.arrived.push(accountId),
      onPublished: (row) => this.published.push(row),
      onStepsSent: (row) => this.stepsSent.push(row),
      onNeedsAttention: (row) => this.attention.push(row),
      onStorageTrouble: (error) => {
        this.troubles.push(error)
        tell()
      },
      log: () => undefined,
      ...this.overrides,
    })
  }
}
