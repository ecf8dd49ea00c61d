import type { BulkEdit } from '@shared/library/bulk'
import type { VideoField } from '@shared/library/edit'
import type { CopiedVideo } from '../../storage/library-fields'
import type { VideoKey } from '../reader'
import type { PlanSource } from './batches'
import { createPlan } from './plan-changes'
import type { PlanItem } from './planner'

/** Videos that are planned for in one go; each may have to be read from its instance, so progress is told by few. */
const PART = 10

/** A bulk edit of chosen videos, in their order. Rejects with `pattern-invalid`. */
export async function editSource(videos: readonly VideoKey[], edit: BulkEdit): Promise<PlanSource> {
  const plan = await createPlan(edit)
  const needs = neededBy(edit)
  const itemAt = (place: number, key: VideoKey): PlanItem => ({
    ...key,
    needs,
    want: (video: CopiedVideo) => {
      const { fields, addTo, removeFrom } = plan(video, place)
      return { changes: fields, playlists: { add: addTo, remove: removeFrom } }
    },
  })
  return { total: videos.length, items: inParts(videos, itemAt) }
}

/** The deletion of chosen videos. */
export function deleteSource(videos: readonly VideoKey[]): PlanSource {
  return {
    total: videos.length,
    items: inParts(videos, (_place, key) => ({ ...key, want: 'delete' as const })),
  }
}

/** Every field that is touched: what was there before is compared when it is sent, and put back when it is undone. */
function neededBy({ changes }: BulkEdit): VideoField[] {
  return [...new Set(changes.flatMap(({ field }): VideoField[] => (field === 'playlists' ? [] : [field])))]
}

function* inParts<Item>(
  videos: readonly VideoKey[],
  itemAt: (place: number, key: VideoKey) => Item,
): Generator<Item[]> {
  for (let start = 0; start < videos.length; start += PART) {
    yield videos.slice(start, start + PART).map((key, index) => itemAt(start + index, key))
  }
}
