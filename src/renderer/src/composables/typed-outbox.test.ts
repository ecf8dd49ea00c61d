import { describe, expect, it } from 'vitest'
import type { DraftPatch } from '@shared/uploads/draft'
import { LONGEST_UNSAVED_MS } from './save-pause'
import { TypedOutbox, SAVE_AFTER_MS, TRY_AGAIN_AFTER_MS, type OutboxPort } from './typed-outbox'

/** Main's side and a clock that only the test moves. */
class ScriptedPort implements OutboxPort<DraftPatch> {
  readonly saved: { ids: readonly string[]; patch: DraftPatch }[] = []
  readonly timers = new Map<symbol, { delayMs: number; callback: () => void }>()
  answers: ('ok' | Error)[] = []
  changes = 0
  private gate: Promise<void> = Promise.resolve()
  private openGate: () => void = () => undefined

  hold(): void {
    this.gate = new Promise((resolve) => {
      this.openGate = resolve
    })
  }

  release(): void {
    this.openGate()
  }

  async update(ids: readonly string[], patch: DraftPatch): Promise<void> {
    await this.gate
    const answer = this.answers.shift() ?? 'ok'
    if (answer !== 'ok') throw answer
    this.saved.push({ ids, patch })
  }

  merge(earlier: DraftPatch, later: DraftPatch): DraftPatch {
    return { ...earlier, ...later }
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const key = Symbol('timer')
    this.timers.set(key, { delayMs, callback })
    return () => this.timers.delete(key)
  }

  isGone(error: unknown): boolean {
    return error instanceof Error && error.message === 'gone'
  }

  isRefused(error: unknown): boolean {
    return error instanceof Error && error.message === 'refused'
  }

  changed(): void {
    this.changes += 1
  }

  /** Rings all timers that wait now. */
  ring(): number[] {
    const waiting = [...this.timers.values()].sort((one, other) => one.delayMs - other.delayMs)
    for (const [key, timer] of [...this.timers]) if (this.timers.delete(key)) timer.callback()
    return waiting.map((timer) => timer.delayMs)
  }
}

function setUp(...answers: ('ok' | Error)[]) {
  const port = new ScriptedPort()
  port.answers = answers
  return { port, outbox: new TypedOutbox(port) }
}

describe('TypedOutbox', () => {
  it('saves once after the last key', async () => {
    const { port, outbox } = setUp()
    outbox.add(['a'], { title: 'H' })
    outbox.add(['a'], { title: 'Ha', support: 's' })
    expect(port.ring()).toEqual([SAVE_AFTER_MS, LONGEST_UNSAVED_MS])
    await outbox.flush()
    expect(port.saved).toEqual([{ ids: ['a'], patch: { title: 'Ha', support: 's' } }])
    expect(outbox.isEmpty).toBe(true)
  })

  it('keeps typed text when a save fails, shows it, and tries again', async () => {
    const { port, outbox } = setUp(new Error('disk full'))
    outbox.add(['a'], { title: 'kept' })
    await outbox.flush()
    expect(outbox.error).toBeInstanceOf(Error)
    expect(outbox.overlay(['a'])).toEqual({ title: 'kept' })
    expect(port.ring()).toEqual([TRY_AGAIN_AFTER_MS, TRY_AGAIN_AFTER_MS])
    await outbox.flush()
    expect(port.saved).toEqual([{ ids: ['a'], patch: { title: 'kept' } }])
    expect(outbox.error).toBeNull()
  })

  it('lets newer text win over a failed save of the same field', async () => {
    const { port, outbox } = setUp(new Error('busy'))
    port.hold()
    outbox.add(['a'], { title: 'old', support: 'x' })
    const flushed = outbox.flush()
    outbox.add(['a'], { title: 'new' })
    port.release()
    await flushed
    await outbox.flush()
    expect(port.saved).toEqual([{ ids: ['a'], patch: { title: 'new', support: 'x' } }])
  })

  it('shows what is on its way, also for a part of the rows it goes to', async () => {
    const { port, outbox } = setUp()
    port.hold()
    outbox.add(['a', 'b'], { privacy: 1 })
    const flushed = outbox.flush()
    expect(outbox.overlay(['a'])).toEqual({ privacy: 1 })
    expect(outbox.overlay(['a', 'c'])).toBeNull()
    port.release()
    await flushed
    expect(outbox.overlay(['a'])).toBeNull()
    expect(outbox.savesDone).toBe(1)
  })

  it('keeps the order of saves that concern the same upload', async () => {
    const { port, outbox } = setUp(new Error('busy'))
    outbox.add(['a', 'b'], { privacy: 1 })
    outbox.add(['a'], { privacy: 2 })
    await outbox.flush()
    expect(port.saved).toEqual([])
    await outbox.flush()
    expect(port.saved.map((save) => save.patch.privacy)).toEqual([1, 2])
  })

  it('hands over everything when the window closes, also behind a save that is on its way', async () => {
    const { port, outbox } = setUp()
    port.hold()
    outbox.add(['a'], { title: 'first' })
    const flushed = outbox.flush()
    outbox.add(['a'], { title: 'last' })
    outbox.handOver()
    port.release()
    await flushed
    expect(port.saved.map((save) => save.patch.title)).toEqual(['first', 'last'])
    expect(port.timers.size).toBe(0)
  })

  it('does not keep other drafts waiting for one that main refuses: it is shown until it is typed otherwise', async () => {
    const { port, outbox } = setUp(new Error('refused'))
    outbox.add(['a'], { title: 'x', tags: ['much too long'] })
    outbox.add(['b'], { title: 'y' })
    await outbox.flush()
    expect(port.saved).toEqual([{ ids: ['b'], patch: { title: 'y' } }])
    expect(outbox.error).toBeInstanceOf(Error)
    expect(outbox.overlay(['a'])).toEqual({ title: 'x', tags: ['much too long'] })
    outbox.add(['a'], { tags: ['short'] })
    await outbox.flush()
    expect(port.saved.at(-1)).toEqual({ ids: ['a'], patch: { title: 'x', tags: ['short'] } })
    expect(outbox.error).toBeNull()
  })

  it('lets go of text whose upload was removed, and goes on with the rest', async () => {
    const { port, outbox } = setUp(new Error('gone'))
    outbox.add(['a'], { title: 'x' })
    outbox.add(['b'], { title: 'y' })
    await outbox.flush()
    expect(port.saved).toEqual([{ ids: ['b'], patch: { title: 'y' } }])
    expect(outbox.isEmpty).toBe(true)
  })
})
