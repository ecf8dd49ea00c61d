import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Refusal } from '@shared/uploads/intake'
import { refuse, refuseError, statOf } from './inspect'
import { inNaturalOrder } from './natural-order'
import { isHiddenName, isSystemName } from './system-files'
import { mapLimited } from './turns'

const FOLDERS_AT_ONCE = 8
const STATS_AT_ONCE = 16

/** One folder's share of what was dropped. */
export interface FoundFolder {
  folder: string
  /** Names to take or to refuse, in natural order. */
  files: string[]
  /** Names that were not dropped themselves and may be a dropped video's captions or picture. */
  beside: string[]
  refusals: Refusal[]
}

interface Listing extends FoundFolder {
  folders: string[]
  /** The same folder was read before, by another link or as a part of another one that was dropped. */
  isKnown: boolean
}

/** A folder to read, and the dropped one that led to it. */
interface Waiting {
  folder: string
  root: string
}

/** The folders that were dropped, and those of them in which nothing was found. */
export interface DroppedFolders {
  count: number
  bare: string[]
}

/**
 * Everything in the dropped files and folders, folder by folder. Each thing is found once, whatever links lead to it;
 * what can't be read is a refusal. System files are passed over, hidden ones refused by name, unless dropped directly.
 * `onEnd` hears of the dropped folders when all was read.
 */
export async function* walk(
  paths: readonly string[],
  signal: AbortSignal,
  onEnd: (dropped: DroppedFolders) => void,
): AsyncGenerator<FoundFolder> {
  const roots = await sortRoots(paths)
  if (roots.refusals.length > 0) yield { folder: '', files: [], beside: [], refusals: roots.refusals }
  for (const [folder, files] of roots.files) {
    if (signal.aborted) return
    yield {
      folder,
      files: await inNaturalOrder(files),
      beside: await namesBeside(folder, files),
      refusals: [],
    }
  }
  const visited = new Set<string>()
  // A stack, so that the depth of a tree costs no call stack; a wave of it is read at once.
  const waiting: Waiting[] = [...roots.folders].map((folder) => ({ folder, root: folder })).reverse()
  const bare = new Set(roots.folders)
  while (waiting.length > 0 && !signal.aborted) {
    const wave = waiting.splice(-FOLDERS_AT_ONCE).reverse()
    const listings = await Promise.all(
      wave.map(async ({ folder, root }) => ({ ...(await list(folder, visited)), root })),
    )
    for (const listing of listings) if (holdsSomething(listing)) bare.delete(listing.root)
    yield* listings
    waiting.push(...listings.flatMap(foldersOf).reverse())
  }
  if (!signal.aborted) onEnd({ count: roots.folders.size, bare: [...bare] })
}

function holdsSomething({ files, refusals, isKnown }: Listing): boolean {
  return isKnown || files.length > 0 || refusals.length > 0
}

function foldersOf({ folders, root }: Listing & Pick<Waiting, 'root'>): Waiting[] {
  return folders.map((folder) => ({ folder, root }))
}

interface Roots {
  /** Folder -> names of files that were dropped themselves. */
  files: Map<string, string[]>
  folders: Set<string>
  refusals: Refusal[]
}

async function sortRoots(paths: readonly string[]): Promise<Roots> {
  const roots: Roots = { files: new Map(), folders: new Set(), refusals: [] }
  const unique = [...new Set(paths.map((path) => resolve(path)))]
  const single: string[] = []
  await mapLimited(unique, STATS_AT_ONCE, async (path) => {
    try {
      const stats = await statOf(path)
      if (stats.isDirectory()) roots.folders.add(path)
      else if (stats.isFile()) single.push(path)
      else roots.refusals.push(refuse(path, 'not-a-video', 'special'))
    } catch (error) {
      roots.refusals.push(refuseError(path, error))
    }
  })
  for (const path of single) {
    if (isInside(path, roots.folders)) continue
    const folder = dirname(path)
    const names = roots.files.get(folder) ?? []
    names.push(basename(path))
    roots.files.set(folder, names)
  }
  return roots
}

/** A file dropped together with its folder is found by walking that folder. Hidden ones would be refused there. */
function isInside(path: string, folders: ReadonlySet<string>): boolean {
  if (isHiddenName(basename(path))) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (folders.has(folder)) return true
    if (folder === dirname(folder)) return false
  }
}

async function namesBeside(folder: string, files: readonly string[]): Promise<string[]> {
  const dropped = new Set(files)
  try {
    return (await readdir(folder)).filter((name) => !dropped.has(name))
  } catch {
    // A folder that can't be listed still gives the files that were named; there are just no neighbours.
    return []
  }
}

async function list(folder: string, visited: Set<string>): Promise<Listing> {
  const listing: Listing = { folder, files: [], beside: [], refusals: [], folders: [], isKnown: false }
  try {
    if (!(await visitOnce(folder, visited))) return { ...listing, isKnown: true }
    const entries = await readdir(folder, { withFileTypes: true })
    await mapLimited(entries, STATS_AT_ONCE, (entry) => place(entry, listing))
  } catch (error) {
    listing.refusals.push(refuseError(folder, error))
  }
  listing.files = await inNaturalOrder(listing.files)
  listing.folders = (await inNaturalOrder(listing.folders)).map((name) => join(folder, name))
  return listing
}

/** False: this very folder was read already, by another link. */
async function visitOnce(folder: string, visited: Set<string>): Promise<boolean> {
  const { dev, ino } = await stat(folder, { bigint: true })
  const identity = `${dev}:${ino}`
  if (visited.has(identity)) return false
  visited.add(identity)
  return true
}

async function place(entry: Dirent, listing: Listing): Promise<void> {
  const { name } = entry
  if (isSystemName(name)) return
  if (isHiddenName(name)) {
    listing.refusals.push(refuse(name, 'not-a-video', 'hidden'))
  } else if (entry.isFile()) {
    listing.files.push(name)
  } else if (entry.isDirectory()) {
    listing.folders.push(name)
  } else {
    await placeOther(name, listing)
  }
}

/** Links, and file systems that tell no type. */
async function placeOther(name: string, listing: Listing): Promise<void> {
  const path = join(listing.folder, name)
  try {
    const stats = await statOf(path)
    if (stats.isDirectory()) listing.folders.push(name)
    else if (stats.isFile()) listing.files.push(name)
    else listing.refusals.push(refuse(path, 'not-a-video', 'special'))
  } catch (error) {
    listing.refusals.push(refuseError(path, error))
  }
}
