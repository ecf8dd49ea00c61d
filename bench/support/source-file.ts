import { closeSync, copyFileSync, ftruncateSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchContext } from './context'

/**
 * A video of so many bytes: a small real one, whose index stands at its front, followed by a hole. Reading a hole
 * costs what reading from the page cache does, and takes no room.
 */
export function makeSource({ root, workspace }: BenchContext, name: string, bytes: number): string {
  const path = join(workspace, name)
  copyFileSync(join(root, 'samples', 'lighthouse_tour.mp4'), path)
  const file = openSync(path, 'r+')
  ftruncateSync(file, bytes)
  closeSync(file)
  return path
}
