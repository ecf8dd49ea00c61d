import { join } from 'node:path'
import { freshFolder, type BenchContext } from './context'
import { outputOf } from './processes'

export interface Profile {
  folder: string
  /** Rows of the queue, all of them drafts. */
  ids: string[]
}

/** A profile with one account on the demo instance and these files in its queue. */
export async function makeProfile(
  context: BenchContext,
  demoUrl: string,
  files: readonly string[],
): Promise<Profile> {
  const folder = freshFolder(context, 'profile')
  const args = [join(context.programs, 'profile.cjs'), folder, demoUrl, ...files]
  return { folder, ids: JSON.parse(await outputOf(process.execPath, args)) as string[] }
}
