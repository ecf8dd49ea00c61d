import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIB } from './numbers'

/** What every figure's measurement is given. */
export interface BenchContext {
  /** The project's root. */
  root: string
  /** The built programs of this benchmark. */
  programs: string
  /** The Electron executable and the flags it needs on this system. */
  electron: string
  electronFlags: readonly string[]
  /** In memory where there is room. Gone at the end. */
  workspace: string
  /** One line of what was measured, as it comes. */
  say: (line: string) => void
}

/** The largest file, once more on the server's side, and some air. */
const ROOM_BYTES = 6 * 1024 * MIB

/** In memory, so that no disk is measured; else where temporary files go. */
function workspaceParent(): string {
  if (process.platform !== 'linux') return tmpdir()
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return Math.min(bavail * bsize, freemem()) > ROOM_BYTES ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** A folder for everything the benchmark writes; it goes when the process ends, however that comes. */
export function createWorkspace(): string {
  const folder = mkdtempSync(join(workspaceParent(), 'longshore-bench-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}

let folders = 0

/** An empty folder inside the workspace. */
export function freshFolder(context: BenchContext, name: string): string {
  folders += 1
  const folder = join(context.workspace, `${name}-${folders}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
