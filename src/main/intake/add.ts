import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { Refusal } from '@shared/uploads/intake'
import type { IntakeTable, KnownFile, NewUpload } from '../storage/intake-table'
import { classify, type FoundVideo } from './classify'
import { edgeHash } from './hashes'
import { inspectFiles, isRefusal, refuse, refuseError } from './inspect'
import { makeUpload, type Video } from './make-upload'
import type { DraftStart } from './new-draft'
import { storageError, type Tally } from './tally'
import { mapLimited, nextTurn } from './turns'
import { Twins } from './twins'
import { walk, type DroppedFolders } from './walk'
import { errorCode } from '../system/disk-error'

/** Rows per transaction: few enough that one of them holds up the event loop for some milliseconds only. */
const BATCH = 500
const HASHED_AT_ONCE = 8

/** One drop. */
export interface Addition {
  accountId: string
  paths: readonly string[]
  /** Takes files that the account has sent before, too. */
  again: boolean
  limits: InstanceLimits
  start: DraftStart
  /** A file as large as this is refused; null: no such bound. */
  maxBytes: number | null
  table: IntakeTable
  tally: Tally
  /** Rows that were added, after they are on the disk. */
  touched(ids: readonly string[]): void
  now(): number
  signal: AbortSignal
}

interface Doubtful {
  video: Video
  like: KnownFile[]
}

/**
 * Walks what was dropped and adds what is new, batch after batch, each in one transaction. Ends early, with what is added
 * so far, when the signal is aborted. Whatever is not added is told to the tally with its reason.
 */
export async function addFiles(addition: Addition): Promise<void> {
  const twins = new Twins((sizes) => knownOf(addition, sizes))
  const doubtful: Doubtful[] = []
  for await (const batch of batches(addition)) {
    if (addition.signal.aborted) return
    const videos = await inspect(addition, batch)
    doubtful.push(...(await addBatch(addition, twins, videos)))
    await nextTurn()
  }
  // Reading whole files may take minutes: everything else is in the queue by now.
  for (const { video, like } of doubtful) {
    if (addition.signal.aborted) return
    await settle(addition, twins, video, like)
  }
  if (twins.newHashes.size > 0) addition.table.keepHashes(twins.newHashes)
}

function knownOf({ table, accountId, again }: Addition, sizes: readonly number[]): KnownFile[] {
  const known = table.knownOfSizes(accountId, sizes)
  return again ? known.filter(({ isSent }) => !isSent) : known
}

async function* batches(addition: Addition): AsyncGenerator<FoundVideo[]> {
  let batch: FoundVideo[] = []
  for await (const folder of walk(addition.paths, addition.signal, tellBare(addition))) {
    const { videos, refusals } = classify(folder, addition.limits)
    addition.tally.find(videos.length + refusals.length)
    addition.tally.refuse(refusals)
    for (const video of videos) {
      batch.push(video)
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function tellBare({ tally }: Addition): (dropped: DroppedFolders) => void {
  return ({ count, bare }) => {
    const [first] = bare
    if (first !== undefined) tally.bare({ count: bare.length, of: count, name: basename(first) })
  }
}

async function inspect({ maxBytes, tally }: Addition, batch: readonly FoundVideo[]): Promise<Video[]> {
  const results = await inspectFiles(batch.map(({ path }) => path))
  const videos: Video[] = []
  const refusals: Refusal[] = []
  for (const [index, found] of batch.entries()) {
    const facts = results[index]
    if (facts === undefined) continue
    if (isRefusal(facts)) refusals.push(facts)
    else if (maxBytes !== null && facts.bytes >= maxBytes) {
      refusals.push(refuse(found.path, 'too-large', String(maxBytes)))
    } else videos.push({ found, path: found.path, ...facts, edgeHash: null })
  }
  tally.refuse(refusals)
  return videos
}

/** Adds the new ones of a batch; returns those that only their whole content can tell. */
async function addBatch(addition: Addition, twins: Twins, videos: readonly Video[]): Promise<Doubtful[]> {
  twins.load(videos.map(({ bytes }) => bytes))
  await hashSuspects(twins, videos)
  const fresh: NewUpload[] = []
  const doubtful: Doubtful[] = []
  const refusals: Refusal[] = []
  for (const video of videos) {
    try {
      const likeness = await twins.compare(video)
      if (likeness.kind === 'twin') refusals.push(refuseTwin(addition, video, likeness.of))
      else if (likeness.kind === 'doubtful') doubtful.push({ video, like: likeness.like })
      else fresh.push(await take(addition, twins, video, refusals))
    } catch (error) {
      refusals.push(refuseError(video.path, error))
    }
  }
  insert(addition, twins, fresh, refusals)
  addition.tally.refuse(refusals)
  return doubtful
}

/** Takes the edge hashes that `compare` will want, several at once. One that fails is taken, and told, there. */
async function hashSuspects(twins: Twins, videos: readonly Video[]): Promise<void> {
  const seen = new Set<number>()
  const suspects = videos.filter((video) => {
    const isSuspect = twins.isSuspect(video) || seen.has(video.bytes)
    seen.add(video.bytes)
    return isSuspect
  })
  await mapLimited(suspects, HASHED_AT_ONCE, async (video) => {
    video.edgeHash = await edgeHash(video.path, video.bytes).catch(() => null)
  })
}

/** Makes a row of a video, which from now on is known to those that come after it. */
async function take(addition: Addition, twins: Twins, video: Video, refusals: Refusal[]): Promise<NewUpload> {
  const { upload, refusals: left } = await makeUpload(addition, video)
  refusals.push(...left)
  const { id, path, bytes, mtimeMs, edgeHash: hash, draft } = upload
  twins.learn({
    uploadId: id,
    title: draft.title,
    path,
    bytes,
    mtimeMs,
    edgeHash: hash,
    sha256: null,
    isSent: false,
  })
  return upload
}

function insert(addition: Addition, twins: Twins, uploads: readonly NewUpload[], refusals: Refusal[]): void {
  if (uploads.length === 0) return
  try {
    addition.table.insert(uploads, twins.newHashes)
    twins.newHashes.clear()
  } catch (error) {
    // Disk full, or the account removed meanwhile: none of the batch is in, and each file says so.
    const reason = storageError(error)
    const detail = reason === 'disk-full' ? reason : errorCode(error)
    refusals.push(...uploads.map(({ path }) => refuse(path, 'not-stored', detail)))
    addition.tally.fail(reason)
    return
  }
  const ids = uploads.map(({ id }) => id)
  addition.tally.add(ids)
  addition.touched(ids)
}

async function settle(
  addition: Addition,
  twins: Twins,
  video: Video,
  like: readonly KnownFile[],
): Promise<void> {
  const refusals: Refusal[] = []
  try {
    const twin = await twins.compareWhole(video, like, addition.signal)
    if (twin !== null) refusals.push(refuseTwin(addition, video, twin))
    else insert(addition, twins, [await take(addition, twins, video, refusals)], refusals)
  } catch (error) {
    if (addition.signal.aborted) return
    refusals.push(refuseError(video.path, error))
  }
  addition.tally.refuse(refusals)
}

function refuseTwin({ tally }: Addition, { path }: Video, { title, isSent }: KnownFile): Refusal {
  if (isSent) tally.sentBefore.push(path)
  return refuse(path, isSent ? 'already-sent' : 'already-queued', title)
}
