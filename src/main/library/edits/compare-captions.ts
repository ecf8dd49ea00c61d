import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { Cue } from '@shared/captions/cue'
import { captionExcerpts, sameCues } from '@shared/captions/excerpt'
import type { CaptionConflict, CaptionWish } from '@shared/library/edit'
import { MOST_CAPTION_BYTES } from '../../captions/caption-files'
import type { CaptionCopiesPort, CaptionCopy, InstanceCaption } from '../../captions/ports'
import type { CaptionReader } from '../../captions/reading-thread'
import type { EditRecord } from '../../storage/edits-table'
import type { KeptFiles } from '../kept-files'
import type { EditServer } from './ports'
import { VideoGone } from './verdict'

export interface CompareDeps {
  files: Pick<KeptFiles, 'pathOf'>
  copies: CaptionCopiesPort
  readCaptions: CaptionReader
  now: () => number
}

export interface CompareRequest {
  edit: Pick<EditRecord, 'accountId' | 'uuid'>
  server: Pick<EditServer, 'captions'>
  signal: AbortSignal
}

export interface ComparedCaptions {
  conflicts: CaptionConflict[]
  /** The instance has them as they are wanted: nothing to send. */
  there: CaptionWish[]
  /** What the instance has now. */
  known: InstanceCaption[]
}

const NO_CUES = { cues: [], unread: 0, simplified: false }

/** Compares what is wanted of a video's captions with what its instance has, and what the person saw. */
export async function compareCaptions(
  deps: CompareDeps,
  request: CompareRequest,
  wishes: readonly CaptionWish[],
): Promise<ComparedCaptions> {
  const compared: ComparedCaptions = { conflicts: [], there: [], known: [] }
  if (wishes.length === 0) return compared
  const known = await listCaptions(request)
  for (const wish of wishes) {
    const found = known.find(({ language }) => language === wish.language) ?? null
    const outcome = await compareOne(deps, request, wish, found)
    if (outcome === 'there') compared.there.push(wish)
    else if (outcome !== 'send') compared.conflicts.push(outcome)
  }
  return { ...compared, known }
}

/** Keeps what the instance has now that these were put there: work that began with what they replaced is no conflict. */
export async function keepSent(
  deps: CompareDeps,
  request: CompareRequest,
  before: readonly InstanceCaption[],
  sent: readonly CaptionWish[],
): Promise<void> {
  if (sent.length === 0) return
  const { accountId, uuid } = request.edit
  const now = await listCaptions(request)
  const versionIn = (list: readonly InstanceCaption[], spoken: string): string | null =>
    list.find(({ language }) => language === spoken)?.version ?? null
  for (const { language, file, base } of sent) {
    const key = { accountId, uuid, language }
    const [earlier, version] = [versionIn(before, language), versionIn(now, language)]
    const copy = deps.copies.find(key)
    const older = copy?.version === earlier ? copy.replaced : []
    const replaced = [...new Set([earlier, base ?? null, ...older])].filter((one) => one !== version)
    const mine = file === null ? NO_CUES : await readMine(deps, file)
    const found = now.find((caption) => caption.language === language) ?? null
    const theirs = await readOther(deps, request, found, mine)
    const { cues = null, unread = 0, simplified = false } = theirs ?? mine ?? {}
    const ours = theirs === null ? replaced.slice(0, 20) : []
    deps.copies.put(key, { version, cues, unread, simplified, replaced: ours }, deps.now())
  }
}

/** What somebody else put there since; null: it is what was sent, or nobody can tell. */
async function readOther(
  deps: CompareDeps,
  request: CompareRequest,
  found: InstanceCaption | null,
  mine: { cues: Cue[] } | null,
) {
  const there = found === null ? null : await readServers(deps, request, found)
  return there === null || mine === null || sameCues(there.cues, mine.cues) ? null : there
}

async function listCaptions({ edit, server, signal }: CompareRequest): Promise<InstanceCaption[]> {
  const list = await server.captions.list(edit.uuid, signal)
  if (list === null) throw new VideoGone('no such video')
  return list
}

async function compareOne(
  deps: CompareDeps,
  request: CompareRequest,
  wish: CaptionWish,
  found: InstanceCaption | null,
): Promise<'send' | 'there' | CaptionConflict> {
  const { language, file, base } = wish
  if (file === null && found === null) return 'there'
  const { accountId, uuid } = request.edit
  const copy = deps.copies.find({ accountId, uuid, language })
  const version = found?.version ?? null
  if (base === undefined || version === base || isOurs(copy, version, base)) return 'send'
  const server = found === null ? null : await readServers(deps, request, found)
  const mine = file === null ? null : await readMine(deps, file)
  if (server !== null && mine !== null && sameCues(server.cues, mine.cues)) {
    // The same words: only positions and styles could be missing.
    return mine.simplified && !server.simplified ? 'send' : 'there'
  }
  const seen = base === null ? null : copy?.version === base ? copy.cues : undefined
  // Another file that says what the person saw is no change.
  if (server !== null && seen != null && sameCues(server.cues, seen)) return 'send'
  return conflictOf(language, version, { seen, mine: cuesOf(mine, file), server: cuesOf(server, found) })
}

/** This app put what is there, over what the person saw. */
function isOurs(copy: CaptionCopy | null, version: string | null, base: string | null): boolean {
  return copy !== null && copy.version === version && copy.replaced.includes(base)
}

/** Null: not there. A file that can't be read says nothing that could be shown. */
function cuesOf(read: { cues: Cue[] } | null, file: object | null): Cue[] | null {
  return read?.cues ?? (file === null ? null : [{ startMs: 0, endMs: 0, text: '?' }])
}

function conflictOf(
  language: string,
  version: string | null,
  sides: { seen: Cue[] | null | undefined; mine: Cue[] | null; server: Cue[] | null },
): CaptionConflict {
  const { seen, mine, server } = sides
  const [base = '', yours = '', theirs = ''] = captionExcerpts([seen ?? null, mine, server])
  return { language, base: seen === undefined ? null : base, mine: yours, server: theirs, version }
}

/** Null: no captions. Rejects with `file-unreadable`. */
async function readMine(deps: CompareDeps, file: NonNullable<CaptionWish['file']>) {
  const bytes = await readFile(deps.files.pathOf(file)).catch((error: unknown) => {
    throw new AppError('file-unreadable', 'a caption file is gone', {}, { cause: error })
  })
  return deps.readCaptions(bytes).catch(() => null)
}

async function readServers(deps: CompareDeps, request: CompareRequest, found: InstanceCaption) {
  if (found.file === null) return null
  const bytes = await request.server.captions.read(found.file, MOST_CAPTION_BYTES, request.signal)
  return bytes === null ? null : deps.readCaptions(bytes).catch(() => null)
}
