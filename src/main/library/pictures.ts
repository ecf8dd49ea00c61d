import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictureKindOf } from '../drafts/picture-kind'
import type { LibraryPicturesTable } from '../storage/library-pictures-table'
import type { Clock } from '../uploads/ports'
import type { LibraryServer } from './ports'

export interface ShownPicture {
  path: string
  mime: string
}

export interface PicturesDeps {
  folder: string
  table: LibraryPicturesTable
  /** Where the picture of a video is, and its version; null: no such video, or it has none. */
  pictureOf: (accountId: string, uuid: string) => { address: string; version: string } | null
  clock: Clock
  log: (message: string, error: unknown) => void
  limits?: Partial<PictureLimits>
}

interface PictureLimits {
  /** Of one picture, in bytes. */
  one: number
  /** Of all together. */
  all: number
}

const LIMITS: PictureLimits = { one: 10 * 1024 * 1024, all: 200 * 1024 * 1024 }
/** Looking at a picture again within this time is not written down. */
const USE_COUNTS_AFTER_MS = 3_600_000
const AT_ONCE = 4
const ID = /^[0-9a-f-]{36}$/
/** Of a video or playlist its UUID, of a channel its number and the kind: part of a file's name. */
const KEY = /^([0-9a-f-]{36}|channel-\d{1,15}-(avatar|banner))$/

/** Pictures of videos, kept on this disk up to a total size; those that were not looked at for long go first. */
export class Pictures {
  private readonly limits: PictureLimits
  private readonly fetching = new Map<string, Promise<ShownPicture | null>>()
  private readonly usedAt = new Map<string, number>()
  private turns = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly deps: PicturesDeps) {
    this.limits = { ...LIMITS, ...deps.limits }
  }

  /** @param server null: nobody can be asked, what is in the cache has to do */
  async get(
    accountId: string,
    uuid: string,
    server: LibraryServer | null,
    signal: AbortSignal,
  ): Promise<ShownPicture | null> {
    if (!ID.test(accountId) || !KEY.test(uuid)) return null
    const wanted = this.deps.pictureOf(accountId, uuid)
    if (wanted === null) return null
    const cached = await this.cached(accountId, uuid)
    if (cached?.version === wanted.version || server === null) return cached
    const key = `${accountId}/${uuid}`
    const fetching = this.fetching.get(key) ?? this.fetch(accountId, uuid, wanted, server, signal)
    this.fetching.set(key, fetching)
    const fetched = await fetching.finally(() => this.fetching.delete(key))
    return fetched ?? cached
  }

  /** Deletes the files of an account; its rows go with it. */
  async forget(accountId: string): Promise<void> {
    if (ID.test(accountId)) await rm(join(this.deps.folder, accountId), { recursive: true, force: true })
  }

  private path(accountId: string, uuid: string): string {
    return join(this.deps.folder, accountId, uuid)
  }

  private async cached(
    accountId: string,
    uuid: string,
  ): Promise<(ShownPicture & { version: string }) | null> {
    const row = this.deps.table.find(accountId, uuid)
    if (row === null) return null
    const path = this.path(accountId, uuid)
    const isThere = await stat(path).then(
      ({ size }) => size === row.bytes,
      () => false,
    )
    if (!isThere) {
      this.deps.table.remove(accountId, uuid)
      return null
    }
    this.noteUse(accountId, uuid)
    return { path, mime: row.mime, version: row.version }
  }

  private noteUse(accountId: string, uuid: string): void {
    const now = this.deps.clock.now()
    const key = `${accountId}/${uuid}`
    if (now - (this.usedAt.get(key) ?? 0) < USE_COUNTS_AFTER_MS) return
    this.usedAt.set(key, now)
    this.deps.table.used(accountId, uuid, now)
  }

  private async fetch(
    accountId: string,
    uuid: string,
    wanted: { address: string; version: string },
    server: LibraryServer,
    signal: AbortSignal,
  ): Promise<ShownPicture | null> {
    await this.takeTurn()
    try {
      const bytes = await server.file(wanted.address, this.limits.one, signal)
      const kind = bytes === null ? null : pictureKindOf(bytes)
      if (bytes === null || kind === null || signal.aborted) return null
      const path = await this.store(accountId, uuid, bytes)
      const picture = { accountId, uuid, version: wanted.version, mime: kind.mime, bytes: bytes.length }
      this.deps.table.put(picture, this.deps.clock.now())
      this.usedAt.set(`${accountId}/${uuid}`, this.deps.clock.now())
      await this.makeRoom()
      return { path, mime: kind.mime }
    } catch (error) {
      if (!signal.aborted) this.deps.log('a picture could not be kept', error)
      return null
    } finally {
      this.endTurn()
    }
  }

  /** Under a name of its own until it is whole. */
  private async store(accountId: string, uuid: string, bytes: Uint8Array): Promise<string> {
    const path = this.path(accountId, uuid)
    const temporary = `${path}.${randomUUID()}`
    await mkdir(join(this.deps.folder, accountId), { recursive: true })
    await writeFile(temporary, bytes)
    await rename(temporary, path)
    return path
  }

  private async makeRoom(): Promise<void> {
    let total = this.deps.table.totalBytes()
    while (total > this.limits.all) {
      const [oldest] = this.deps.table.oldest(1)
      if (oldest === undefined) return
      this.deps.table.remove(oldest.accountId, oldest.uuid)
      await rm(this.path(oldest.accountId, oldest.uuid), { force: true })
      total -= oldest.bytes
    }
  }

  /** A page full of rows asks for all of its pictures at the same moment. */
  private async takeTurn(): Promise<void> {
    if (this.turns >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.turns += 1
  }

  private endTurn(): void {
    this.turns -= 1
    this.waiting.shift()?.()
  }
}
