import type { IntakeProgress, Refusal } from '@shared/uploads/intake'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api'

/** The preload hands paths over in calls of this many files. */
const FILES_PER_CALL = 20_000

interface Refused {
  /** The drops with files that were sent before. */
  againIds: readonly string[]
  total: number
  /** How many of them were sent before and can be added all the same. */
  sentBefore: number
  refusals: readonly Refusal[]
  error: IntakeProgress['error']
}

/** What a drop left out, with what earlier ones did and nobody has looked at yet: one list. */
function withRefusals(before: Refused | null, drop: IntakeProgress): Refused | null {
  if (drop.refused === 0 && drop.error === null) return before
  const againIds = drop.sentBefore > 0 ? [drop.intakeId] : []
  return {
    againIds: [...(before?.againIds ?? []), ...againIds],
    total: (before?.total ?? 0) + drop.refused,
    sentBefore: (before?.sentBefore ?? 0) + drop.sentBefore,
    refusals: [...(before?.refusals ?? []), ...drop.refusals],
    error: drop.error ?? before?.error ?? null,
  }
}

/** Drops and picks that are being read, and what became of them. */
export const useIntakeStore = defineStore('intake', () => {
  const running = shallowRef<ReadonlyMap<string, IntakeProgress>>(new Map())
  /** What finished ones left out since the person last closed the list; the window shows why. */
  const refused = shallowRef<Refused | null>(null)
  /** Files that came before there was an account to send them to. */
  const held = shallowRef<readonly File[]>([])
  /** Files of the command line or of "open with" that wait in main for an account. */
  const offered = ref(0)
  const waiting = computed(() => held.value.length + offered.value)
  const finished = shallowRef<IntakeProgress | null>(null)

  const found = computed(() => [...running.value.values()].reduce((sum, intake) => sum + intake.found, 0))

  let subscribed = false

  function subscribe(): void {
    if (subscribed) return
    subscribed = true
    api.on('app.filesOffered', ({ count }) => {
      offered.value = count
    })
    api.on('intake.progressed', (progress) => {
      const next = new Map(running.value)
      if (progress.done) next.delete(progress.intakeId)
      else next.set(progress.intakeId, progress)
      running.value = next
      if (!progress.done) return
      finished.value = progress
      refused.value = withRefusals(refused.value, progress)
    })
  }

  async function start(): Promise<void> {
    subscribe()
    const { count } = await api.call('app.offeredFiles', {})
    offered.value = count
  }

  async function addFiles(accountId: string, files: readonly File[]): Promise<void> {
    for (let from = 0; from < files.length; from += FILES_PER_CALL) {
      await api.addFiles(accountId, files.slice(from, from + FILES_PER_CALL))
    }
  }

  function hold(files: readonly File[]): void {
    held.value = [...held.value, ...files]
  }

  /** Hands over what waited, now that there is somewhere to send it. */
  async function release(accountId: string): Promise<void> {
    const files = held.value
    const hasOffered = offered.value > 0
    held.value = []
    offered.value = 0
    if (hasOffered) await api.call('app.takeOfferedFiles', { accountId })
    await addFiles(accountId, files)
  }

  async function pick(accountId: string, kind: 'files' | 'folder'): Promise<void> {
    await api.call('intake.pick', { accountId, kind })
  }

  async function cancel(): Promise<void> {
    await Promise.all([...running.value.keys()].map((intakeId) => api.call('intake.cancel', { intakeId })))
  }

  function dismissRefused(): void {
    refused.value = null
  }

  /** Adds what was left out because it was sent before. */
  async function addAgain(): Promise<void> {
    const againIds = refused.value?.againIds ?? []
    refused.value = null
    await Promise.all(againIds.map((intakeId) => api.call('intake.addAgain', { intakeId })))
  }

  return {
    running,
    found,
    refused,
    waiting,
    finished,
    start,
    addFiles,
    hold,
    release,
    pick,
    cancel,
    dismissRefused,
    addAgain,
  }
})
