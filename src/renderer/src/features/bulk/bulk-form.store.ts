import type { LibrarySelection } from '@shared/library/batch'
import type { BulkEdit, BulkField } from '@shared/library/bulk'
import { systemTimeZone } from '@shared/time/zoned-time'
import { watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api } from '../../api'
import { LONGEST_UNSAVED_MS } from '../../composables/save-pause'
import { EMPTY_FORM, emptyChange, type BulkForm, type ChangeForm } from './change-form'
import { formToStore, restoreForm } from './stored-form'

/** The videos that are to be changed. */
export interface BulkTarget {
  selection: LibrarySelection
  count: number
  /** Accounts whose videos may be among them. */
  accountIds: readonly string[]
}

const KEY = 'longshore.bulk.form'
const PAUSE_MS = 300

/** What is typed to change many videos; stays until it is run or cleared, over pages and restarts. */
export const useBulkFormStore = defineStore('bulk-form', () => {
  const target = shallowRef<BulkTarget | null>(null)
  const form = ref<BulkForm>(structuredClone(restoreForm(localStorage.getItem(KEY), systemTimeZone())))

  function store(): void {
    localStorage.setItem(KEY, formToStore(form.value))
  }
  watchDebounced(form, store, { deep: true, debounce: PAUSE_MS, maxWait: LONGEST_UNSAVED_MS })
  window.addEventListener('beforeunload', store)

  function add(field: BulkField): string {
    const id = crypto.randomUUID()
    form.value.changes.push(emptyChange(id, field, systemTimeZone()))
    return id
  }

  function change(id: string, part: Partial<ChangeForm>): void {
    const found = form.value.changes.find((one) => one.id === id)
    if (found !== undefined) Object.assign(found, part)
  }

  function remove(id: string): void {
    form.value.changes = form.value.changes.filter((one) => one.id !== id)
  }

  /** One place up (-1) or down (1). */
  function move(id: string, by: -1 | 1): void {
    const { changes } = form.value
    const at = changes.findIndex((one) => one.id === id)
    const [one, other] = [changes[at], changes[at + by]]
    if (one === undefined || other === undefined) return
    changes[at] = other
    changes[at + by] = one
  }

  function clear(): void {
    form.value = structuredClone(EMPTY_FORM)
  }

  async function plan(edit: BulkEdit, label: string): Promise<string> {
    if (target.value === null) throw new Error('no video is chosen')
    const { selection } = target.value
    return (await api.call('library.planEdit', { selection, edit, label: label.slice(0, 200) })).batchId
  }

  return { target, form, add, change, remove, move, clear, plan }
})
