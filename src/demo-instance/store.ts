import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceState } from './records'

/** Folders of the instance. `temp` is emptied at every start, as PeerTube empties `storage.tmp`. */
export interface StoreFolders {
  videos: string
  pictures: string
  captions: string
  temp: string
  uploads: string
}

/**
 * The state in memory with one JSON file behind it. `commit` resolves when everything changed so far is in the
 * file; callers that arrive while a write runs share the next one. The file is replaced by rename, so that a
 * SIGKILL leaves either the old or the new state and never half of one.
 */
export class Store {
  readonly state: InstanceState
  readonly folders: StoreFolders
  private readonly path: string
  /** Grows with every change; what was derived from the state holds as long as it stays. */
  changes = 0
  private running: Promise<void> | null = null
  private next: Promise<void> | null = null

  constructor(dataDir: string) {
    this.path = join(dataDir, 'instance.json')
    const temp = join(dataDir, 'tmp')
    this.folders = {
      videos: join(dataDir, 'videos'),
      pictures: join(dataDir, 'pictures'),
      captions: join(dataDir, 'captions'),
      temp,
      uploads: join(temp, 'resumable-uploads'),
    }
    for (const folder of [dataDir, ...Object.values<string>({ ...this.folders })])
      mkdirSync(folder, { recursive: true })
    this.state = readState(this.path)
  }

  /** Next number of a table, from 1. */
  nextId(table: string): number {
    const id = (this.state.lastId[table] ?? 0) + 1
    this.state.lastId[table] = id
    return id
  }

  commit(): Promise<void> {
    this.changes += 1
    return this.writeSoon()
  }

  private writeSoon(): Promise<void> {
    if (this.running === null) {
      this.running = this.write().finally(() => {
        this.running = null
      })
      return this.running
    }
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = null
        return this.writeSoon()
      })
    return this.next
  }

  private async write(): Promise<void> {
    const temporary = `${this.path}.${randomBytes(4).toString('hex')}.tmp`
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(
        JSON.stringify({
          ...this.state,
          videos: this.state.videos.filter((video) => video.isFilling !== true),
        }),
      )
    } finally {
      await file.close()
    }
    await rename(temporary, this.path).catch(async (error: unknown) => {
      await rm(temporary, { force: true })
      throw error
    })
  }
}

function readState(path: string): InstanceState {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as InstanceState
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return emptyState()
  }
}

function emptyState(): InstanceState {
  return {
    schema: 1,
    lastId: {},
    client: { id: randomBytes(16).toString('hex'), secret: randomBytes(16).toString('hex') },
    users: [],
    tokens: [],
    accounts: [],
    channels: [],
    videos: [],
    playlists: [],
    notifications: [],
    retiredNames: [],
  }
}
