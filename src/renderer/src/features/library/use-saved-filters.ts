import type { LibraryFilter, LibrarySort } from '@shared/library/library'
import type { SavedFilter } from '@shared/library/saved-filter'
import { shallowRef } from 'vue'
import { api } from '../../api'

/** The searches that have a name; read when they are first asked for. */
export function useSavedFilters() {
  const saved = shallowRef<readonly SavedFilter[]>([])

  async function load(): Promise<void> {
    saved.value = await api.call('library.savedFilters', {})
  }
  async function save(name: string, filter: LibraryFilter, sort: LibrarySort): Promise<void> {
    saved.value = await api.call('library.saveFilter', { name, filter, sort })
  }
  async function remove(id: string): Promise<void> {
    saved.value = await api.call('library.removeFilter', { id })
  }
  return { saved, load, save, remove }
}
