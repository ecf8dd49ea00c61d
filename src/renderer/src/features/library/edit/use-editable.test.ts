import type { Envelope, EventName } from '@shared/ipc/contract'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { computed, effectScope, ref, type EffectScope } from 'vue'
import { useEditable } from './use-editable'

const VIDEO = 'account/video'

/** An instance that answers every question for a video, and never tells who may embed it. */
class SilentInstance {
  asked = 0
  updatedAt = 1
  isReachable = true
  private detailsAt: number | null = null
  private readonly listeners = new Map<EventName, () => void>()

  readonly call = (_name: string, { wait }: { wait: boolean }): Promise<Envelope> => {
    if (wait) this.answer()
    const { updatedAt, detailsAt } = this
    const value = { unknown: ['passwords', 'embedPrivacy'], fields: {}, updatedAt, detailsAt }
    return Promise.resolve({ ok: true, value })
  }

  readonly on = (event: EventName, listener: () => void): (() => void) => {
    this.listeners.set(event, listener)
    return () => this.listeners.delete(event)
  }

  tell(): void {
    this.listeners.get('library.changed')?.()
  }

  private answer(): void {
    this.asked += 1
    if (!this.isReachable) return
    this.detailsAt = Date.now()
    this.tell()
  }
}

let instance: SilentInstance
let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  instance = new SilentInstance()
  vi.stubGlobal('window', { longshore: instance })
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function opened() {
  const key = ref(VIDEO)
  const video = scope.run(() => useEditable(computed(() => key.value)))
  if (video === undefined) throw new Error('the scope has ended')
  return { key, video }
}

const aMinute = () => vi.advanceTimersByTimeAsync(60_000)

it('asks once for what an instance does not tell, and says so', async () => {
  const { video } = opened()
  expect(video.isUntold.value).toBe(false)
  await aMinute()
  expect(instance.asked).toBe(1)
  expect(video.isUntold.value).toBe(true)
})

it('asks not again when the video is opened again, but when it is another, and when the person wants it', async () => {
  const { key, video } = opened()
  await aMinute()
  key.value = ''
  await aMinute()
  key.value = VIDEO
  await aMinute()
  expect(instance.asked).toBe(1)
  instance.updatedAt += 1
  instance.tell()
  await aMinute()
  expect(instance.asked).toBe(2)
  await video.askAgain()
  expect(instance.asked).toBe(3)
  await aMinute()
  expect(instance.asked).toBe(3)
})

it('asks an instance again that did not answer', async () => {
  instance.isReachable = false
  const { video } = opened()
  await aMinute()
  expect(instance.asked).toBe(1)
  expect(video.isUntold.value).toBe(true)
  instance.isReachable = true
  instance.tell()
  await aMinute()
  expect(instance.asked).toBe(2)
})
