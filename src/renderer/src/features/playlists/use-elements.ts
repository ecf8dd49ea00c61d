import type { ListOutcome } from '@shared/library/list-form'
import type { PlaylistElementRow, RefusedChange } from '@shared/playlists/playlist'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api } from '../../api'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { RowWindows } from '../library'

interface Place {
  accountId: string
  uuid: string
}

/** What one playlist holds, as far as it is looked at, and what is done with it. */
export function useElements(place: () => Place) {
  const { run, showError } = useErrorDialog()
  const refused = shallowRef<readonly RefusedChange[]>([])
  /** Index and id of the element that the person is on. */
  const active = ref(0)
  const activeId = ref<number | null>(null)

  /** The rows may hear of it before the answer is here: that there are none then is no trouble. */
  let isDeleting = false
  const windows = new RowWindows<Place, PlaylistElementRow>({
    fetch: ({ accountId, uuid }, offset, limit) =>
      api.call('playlists.elements', { accountId, playlistUuid: uuid, offset, limit }),
    onError: (error) => {
      if (!isDeleting) showError(error)
    },
  })
  const at = (index: number): PlaylistElementRow | null => windows.at(index)

  const ids = () => ({ accountId: place().accountId, playlistUuid: place().uuid })

  async function loadRefused(): Promise<void> {
    refused.value = await api.call('playlists.refused', ids()).catch(() => [])
  }

  const stop = api.on('lists.changed', ({ revision }) => {
    windows.changed(revision)
    void loadRefused()
  })
  onScopeDispose(stop)

  watch(
    () => `${place().accountId}/${place().uuid}`,
    () => {
      active.value = 0
      activeId.value = null
      isDeleting = false
      windows.ask(place())
      void loadRefused()
      // What it holds on the instance may have changed without a word: deleted and hidden videos.
      void api.call('playlists.refresh', ids()).catch(() => undefined)
    },
    { immediate: true },
  )

  let movesUnderWay = 0

  // The element stays the one that the person is on when others move around it.
  watch(
    () => at(active.value)?.id ?? null,
    (id) => {
      if (activeId.value === null || id === activeId.value || id === null) return
      // The rows do not know of a move that is on its way: where it goes to is where the person is.
      if (movesUnderWay === 0 && !follow()) activeId.value = id
    },
  )

  /** To where the element of the person is; false: it is not among the rows. */
  function follow(): boolean {
    const moved = [...windows.known()].find(([, row]) => row.id === activeId.value)
    if (moved) active.value = moved[0]
    return moved !== undefined
  }

  function select(index: number): void {
    active.value = index
    activeId.value = at(index)?.id ?? null
  }

  /** The element that the person is on goes to another index, and the person with it. */
  async function move(from: number, to: number): Promise<boolean> {
    const id = from === active.value ? (activeId.value ?? at(from)?.id) : at(from)?.id
    if (id === undefined) return false
    active.value = to
    activeId.value = id
    movesUnderWay += 1
    const moved = await run(async () => {
      await api.call('playlists.moveTo', { ...ids(), elementIds: [id], position: to + 1 })
      return true
    })
    movesUnderWay -= 1
    if (moved !== true) follow()
    return moved === true
  }

  function remove(elementId: number): Promise<unknown> {
    return run(() => api.call('playlists.change', { ...ids(), changes: [{ kind: 'remove', elementId }] }))
  }

  function setTimes(
    elementId: number,
    times: { startTimestamp: number | null; stopTimestamp: number | null },
  ): Promise<unknown> {
    const changes = [{ kind: 'times' as const, elementId, ...times }]
    return run(() => api.call('playlists.change', { ...ids(), changes }))
  }

  /** The playlist as a whole, with as many videos as the person was told; null: that was refused. */
  async function deleteAll(videos: number): Promise<ListOutcome | null> {
    isDeleting = true
    const done = await run(() => api.call('playlists.delete', { ...ids(), videos }))
    isDeleting = done?.outcome === 'arrived'
    return done?.outcome ?? null
  }

  return {
    total: windows.total,
    ready: windows.ready,
    shown: windows.shown,
    show: (first: number, last: number, ahead: boolean) => {
      windows.show(first, last, ahead)
    },
    at,
    active,
    activeId,
    refused,
    select,
    move,
    remove,
    setTimes,
    deleteAll,
    discardWaiting: () => run(() => api.call('playlists.discardWaiting', ids())),
    settle: (id: number, again: boolean) => run(() => api.call('playlists.settleRefused', { id, again })),
  }
}
