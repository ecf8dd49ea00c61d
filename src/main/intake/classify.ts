import { join } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { extensionOf, matchSidecars, type Sidecars } from '@shared/uploads/file-names'
import type { Refusal } from '@shared/uploads/intake'
import { refuse } from './inspect'
import type { FoundFolder } from './walk'

/** A file of the right extension, with what lies beside it. */
export interface FoundVideo {
  folder: string
  name: string
  path: string
  sidecars: Sidecars | null
}

export interface Classified {
  videos: FoundVideo[]
  refusals: Refusal[]
}

/** Sorts one folder's files by name alone: videos, what goes along with them, and what the instance does not take. */
export function classify(
  { folder, files, beside, refusals }: FoundFolder,
  limits: InstanceLimits,
): Classified {
  const accepted = new Set(limits.videoExtensions)
  const videos: string[] = []
  const others: string[] = []
  for (const name of files) (accepted.has(extensionOf(name)) ? videos : others).push(name)

  const candidates = [...others, ...beside]
  const sidecars =
    videos.length > 0 && candidates.length > 0
      ? matchSidecars(videos, candidates, limits)
      : new Map<string, Sidecars>()
  const taken = new Set(
    [...sidecars.values()].flatMap(({ captions, pictures }) => [...captions, ...pictures]),
  )
  return {
    videos: videos.map((name) => ({
      folder,
      name,
      path: join(folder, name),
      sidecars: sidecars.get(name) ?? null,
    })),
    refusals: [
      ...refusals,
      ...others
        .filter((name) => !taken.has(name))
        .map((name) => refuse(join(folder, name), 'not-a-video', extensionOf(name))),
    ],
  }
}
