import type { KnownFile } from '../storage/intake-table'
import { edgeHash, EDGES_COVER_BYTES, fileHash } from './hashes'
import { statOf } from './inspect'

/** A file of this drop on its way into the queue. */
export interface Candidate {
  path: string
  bytes: number
  mtimeMs: number
  /** Null until it was needed. */
  edgeHash: string | null
}

export type Likeness =
  | { kind: 'new' }
  | { kind: 'twin'; of: KnownFile }
  /** Same size and same ends: only the whole files can tell. */
  | { kind: 'doubtful'; like: KnownFile[] }

interface SizeGroup {
  /** Known by its size alone so far. */
  unhashed: KnownFile[]
  byEdge: Map<string, KnownFile[]>
  /** The file is gone and nobody took its edge hash: the whole one is all that is left. */
  wholeOnly: KnownFile[]
}

/**
 * What the account has already, told apart from what is new: by size, then by a hash of both ends, and by the whole file only
 * where those match. A file whose size nobody else has is never opened.
 */
export class Twins {
  private readonly groups = new Map<number, SizeGroup>()
  private readonly byPath = new Map<string, KnownFile>()
  /** Edge hashes that were found out of rows and receipts, by upload id, until they are written down. */
  readonly newHashes = new Map<string, string>()

  constructor(private readonly lookUp: (sizes: readonly number[]) => KnownFile[]) {}

  /** Learns what is known of these sizes; once for each size. */
  load(sizes: readonly number[]): void {
    const unseen = [...new Set(sizes)].filter((size) => !this.groups.has(size))
    if (unseen.length === 0) return
    for (const size of unseen) this.groups.set(size, { unhashed: [], byEdge: new Map(), wholeOnly: [] })
    for (const known of this.lookUp(unseen)) this.learn(known)
  }

  /** Whether something else of this size is known, so that the file has to be opened. */
  isSuspect(file: Candidate): boolean {
    const group = this.groups.get(file.bytes)
    if (group === undefined || this.sameFile(file) !== null) return false
    return group.unhashed.length > 0 || group.byEdge.size > 0 || group.wholeOnly.length > 0
  }

  /** The row that has this very file, unchanged: no look at its content is needed to know a twin. */
  private sameFile({ path, bytes, mtimeMs }: Candidate): KnownFile | null {
    const known = this.byPath.get(path)
    return known?.bytes === bytes && known.mtimeMs === mtimeMs ? known : null
  }

  learn(known: KnownFile): void {
    const group = this.groups.get(known.bytes)
    if (group === undefined) return
    if (known.path !== null) this.byPath.set(known.path, known)
    if (known.edgeHash === null) group.unhashed.push(known)
    else put(group.byEdge, known.edgeHash, known)
  }

  /** Compares by path, size and edges. Leaves the candidate's edge hash in it when it had to be taken. */
  async compare(file: Candidate): Promise<Likeness> {
    const same = this.sameFile(file)
    if (same !== null) return { kind: 'twin', of: same }
    const group = this.groups.get(file.bytes)
    if (group === undefined || !this.isSuspect(file)) return { kind: 'new' }
    file.edgeHash ??= await edgeHash(file.path, file.bytes)
    await this.hashKnown(group)
    const like = [...(group.byEdge.get(file.edgeHash) ?? []), ...group.wholeOnly]
    const equal =
      file.bytes <= EDGES_COVER_BYTES
        ? like.find(({ edgeHash: known }) => known === file.edgeHash)
        : undefined
    if (equal !== undefined) return { kind: 'twin', of: equal }
    return like.length === 0 ? { kind: 'new' } : { kind: 'doubtful', like }
  }

  /** Compares whole files; the hash of a known one is taken once. */
  async compareWhole(
    file: Candidate,
    like: readonly KnownFile[],
    signal: AbortSignal,
  ): Promise<KnownFile | null> {
    const own = await fileHash(file.path, signal)
    for (const known of like) {
      known.sha256 ??= await hashUnchanged(known, (path) => fileHash(path, signal))
      signal.throwIfAborted()
      if (known.sha256 !== own) continue
      this.learnEdges(known, file)
      return known
    }
    return null
  }

  /** The same content has the same edges: the next file of that size needs not be read as a whole for it. */
  private learnEdges(known: KnownFile, { edgeHash: hash }: Candidate): void {
    const group = this.groups.get(known.bytes)
    if (known.edgeHash !== null || hash === null || group === undefined) return
    known.edgeHash = hash
    this.newHashes.set(known.uploadId, hash)
    group.wholeOnly = group.wholeOnly.filter((other) => other !== known)
    put(group.byEdge, hash, known)
  }

  private async hashKnown(group: SizeGroup): Promise<void> {
    for (const known of group.unhashed.splice(0)) {
      const hash = await hashUnchanged(known, (path) => edgeHash(path, known.bytes))
      if (hash !== null) {
        known.edgeHash = hash
        this.newHashes.set(known.uploadId, hash)
        put(group.byEdge, hash, known)
      } else if (known.sha256 !== null && known.sha256 !== '') {
        // Empty: a receipt of a file that nobody could read any more.
        group.wholeOnly.push(known)
      }
    }
  }
}

function put(map: Map<string, KnownFile[]>, key: string, known: KnownFile): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [known])
  else list.push(known)
}

/** Null: the known file is gone, was changed, or can't be read; its row will tell so itself. */
async function hashUnchanged(
  known: KnownFile,
  hash: (path: string) => Promise<string>,
): Promise<string | null> {
  if (known.path === null) return null
  try {
    const stats = await statOf(known.path)
    return stats.size === known.bytes && stats.mtimeMs === known.mtimeMs ? await hash(known.path) : null
  } catch {
    return null
  }
}
