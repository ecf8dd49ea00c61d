import type { EditParts } from '@shared/library/edit'
import { computed, watch, type ComputedRef } from 'vue'
import { api } from '../../../api'
import { videoOfKey } from './edits.store'
import { useAsked } from './use-asked'
import type { LoadedVideo } from './use-editable'

type Playlists = EditParts['playlists']

function withWishes(ids: readonly number[], { add, remove }: Playlists): number[] {
  return [...new Set([...ids, ...add])].filter((id) => !remove.includes(id))
}

/** Playlists of the video: asked for, as they will be, and as the person wants them. */
export function useVideoPlaylists(key: ComputedRef<string>, { editable, reload }: LoadedVideo) {
  const asked = useAsked(key, (video) => api.call('library.playlistsOf', videoOfKey(video)))
  const none: Playlists = { add: [], remove: [] }
  // What was saved has arrived, or was taken back: the instance is asked anew.
  watch(
    [key, () => JSON.stringify(editable.value?.open?.parts.playlists ?? none)] as const,
    ([now], [before]) => {
      if (now !== before || asked.value.value === null) return
      asked.task().catch(asked.forget)
    },
  )
  /** As they will be when everything that waits was sent. */
  const base = computed(() =>
    asked.value.value === null
      ? null
      : withWishes(asked.value.value, editable.value?.open?.parts.playlists ?? none),
  )
  const value = computed(() =>
    base.value === null ? undefined : withWishes(base.value, editable.value?.held?.parts.playlists ?? none),
  )

  async function set(video: string, wanted: readonly number[]): Promise<void> {
    const before = base.value
    if (before === null || video !== key.value) return
    const add = wanted.filter((id) => !before.includes(id))
    const remove = before.filter((id) => !wanted.includes(id))
    await api.call('library.setPlaylists', { ...videoOfKey(video), add, remove })
    await reload()
  }

  return { value, task: asked.task, set }
}
