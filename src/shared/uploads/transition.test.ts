import { describe, expect, it } from 'vitest'
import { canCancel, canDiscard, canPause, canRemove, canResume, canRetry, canSubmit } from './actions'
import { transition, type UploadEvent } from './transition'
import type { Session, UploadState, UploadStateName } from './upload'

const AT = 1_800_000_000_000
const video = { id: 7, uuid: 'a', shortUuid: 'b' }
const session: Session = {
  uploadId: 'session',
  lastModified: AT,
  title: 'Harbour',
  lastByteAt: null,
  lastByteSent: false,
}

const states: { [Name in UploadStateName]: Extract<UploadState, { name: Name }> } = {
  draft: { name: 'draft' },
  queued: { name: 'queued', session, attempt: 2, notBefore: AT, restartedBecause: null },
  uploading: { name: 'uploading', session, attempt: 2 },
  paused: { name: 'paused', session },
  blocked: { name: 'blocked', reason: 'offline', session, since: AT, detail: null },
  finishing: { name: 'finishing', session, attempt: 2 },
  processing: { name: 'processing', video, since: AT },
  published: { name: 'published', video, publishedAt: AT },
  failed: { name: 'failed', code: 'attempts', status: 500, detail: 'x', session, video: null, at: AT },
  cancelled: { name: 'cancelled' },
}

const events: { [Type in UploadEvent['type']]: Extract<UploadEvent, { type: Type }> } = {
  submit: { type: 'submit' },
  start: { type: 'start', session },
  'session-opened': { type: 'session-opened', uploadId: 'opened', at: AT },
  'bytes-accepted': { type: 'bytes-accepted', at: AT },
  'last-chunk': { type: 'last-chunk' },
  'all-sent': { type: 'all-sent' },
  completed: { type: 'completed', video, at: AT },
  published: { type: 'published', at: AT },
  'retry-later': { type: 'retry-later', notBefore: AT, counts: true },
  'session-lost': { type: 'session-lost', notBefore: null },
  'file-replaced': { type: 'file-replaced' },
  block: { type: 'block', reason: 'quota', at: AT, detail: 'full' },
  unblock: { type: 'unblock' },
  'session-touched': { type: 'session-touched', at: AT },
  'session-forgotten': { type: 'session-forgotten' },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  retry: { type: 'retry', at: AT },
  cancel: { type: 'cancel', at: AT },
  'video-found': { type: 'video-found', video, at: AT, isKept: false },
  'video-absent': { type: 'video-absent' },
  discard: { type: 'discard' },
  remove: { type: 'remove' },
  fail: { type: 'fail', code: 'refused', status: 403, detail: 'no', at: AT, keepSession: false },
  recover: { type: 'recover' },
}

/** Where each event leads from each state; what is not named is refused. */
const table: Record<UploadEvent['type'], Partial<Record<UploadStateName, UploadStateName>>> = {
  submit: { draft: 'queued' },
  start: { queued: 'uploading' },
  'session-opened': { uploading: 'uploading' },
  'bytes-accepted': { uploading: 'uploading' },
  'last-chunk': { uploading: 'uploading' },
  'all-sent': { uploading: 'finishing' },
  completed: { uploading: 'processing', finishing: 'processing' },
  published: { processing: 'published' },
  'retry-later': { uploading: 'queued', finishing: 'queued' },
  'session-lost': { uploading: 'queued', finishing: 'queued' },
  'file-replaced': { blocked: 'queued' },
  block: { queued: 'blocked', uploading: 'blocked', finishing: 'blocked' },
  unblock: { blocked: 'queued' },
  'session-touched': { queued: 'queued', paused: 'paused', blocked: 'blocked' },
  'session-forgotten': { queued: 'queued', paused: 'paused', blocked: 'blocked' },
  pause: { queued: 'paused', uploading: 'paused', blocked: 'paused' },
  resume: { paused: 'queued', blocked: 'queued' },
  retry: { failed: 'queued', cancelled: 'draft' },
  cancel: {
    queued: 'cancelled',
    uploading: 'cancelled',
    paused: 'cancelled',
    blocked: 'cancelled',
    failed: 'cancelled',
  },
  'video-found': {},
  'video-absent': {},
  discard: {},
  remove: {},
  fail: { queued: 'failed', uploading: 'failed', finishing: 'failed', processing: 'failed' },
  recover: { uploading: 'queued', finishing: 'queued' },
}

describe('transition', () => {
  const pairs = Object.values(events).flatMap((event) =>
    Object.values(states).map((state) => ({ state, event })),
  )

  it.each(pairs.map(({ state, event }) => [state.name, event.type, state, event] as const))(
    '%s, %s',
    (name, type, state, event) => {
      expect(transition(state, event)?.name).toBe(table[type][name])
    },
  )

  it('keeps what it is given: the state before is not changed', () => {
    const before = structuredClone(states)
    for (const { state, event } of pairs) transition(state, event)
    expect(states).toEqual(before)
  })

  it('counts attempts and forgets them when bytes were accepted', () => {
    const failedOnce = transition(states.uploading, events['retry-later'])
    expect(failedOnce).toMatchObject({ attempt: 3, session })
    expect(transition(states.uploading, { ...events['retry-later'], counts: false })).toMatchObject({
      attempt: 2,
    })
    expect(transition(states.uploading, events['bytes-accepted'])).toMatchObject({ attempt: 0 })
  })

  it('keeps the session through pause, block and recovery', () => {
    for (const event of [events.pause, events.block, events.recover]) {
      expect(transition(states.uploading, event)).toMatchObject({ session })
    }
  })

  it('remembers that the last byte was sent once the upload is finishing', () => {
    const finishing = transition(states.uploading, events['all-sent'])
    expect(finishing).toMatchObject({ session: { lastByteSent: true } })
  })

  it('says why an upload begins from zero', () => {
    expect(transition({ ...states.uploading, attempt: 9 }, events['session-lost'])).toMatchObject({
      session: null,
      attempt: 0,
      restartedBecause: 'session-expired',
    })
    expect(transition(states.blocked, events['file-replaced'])).toMatchObject({
      session: null,
      restartedBecause: 'file-replaced',
    })
  })

  it('never undoes a pause of the person', () => {
    const own = [events.unblock, events.start, events.recover, events['retry-later'], events['file-replaced']]
    for (const event of own) expect(transition(states.paused, event)).toBeNull()
  })

  it('looks for the video of an upload that was cancelled around its last byte, once it is sent again', () => {
    const sent = { ...session, lastByteSent: true }
    for (const before of [states.queued, states.uploading, states.paused, states.blocked, states.failed]) {
      const cancelled = transition({ ...before, session: sent }, events.cancel)
      expect(cancelled).toEqual({ name: 'cancelled', lastSession: sent, soughtSince: AT })
      const draft = transition(cancelled!, events.retry)
      expect(transition(draft!, events.submit)).toMatchObject({ name: 'queued', session: sent })
      expect(transition(before, events.cancel)).toEqual({ name: 'cancelled' })
    }
    expect(transition(states.draft, events.submit)).toMatchObject({ session: null })
  })

  it('tells of the video that came of a cancelled upload, which is kept or discarded', () => {
    const sought = { name: 'cancelled', lastSession: session, soughtSince: AT } as const
    expect(transition(sought, events['video-absent'])).toEqual({ name: 'cancelled', lastSession: session })
    const removed = transition(sought, events.remove)!
    expect(removed).toEqual({ ...sought, isRemoved: true })
    expect(transition(removed, events['video-found'])).toEqual(transition(sought, events['video-found']))
    const replaced = transition(sought, { ...events['video-found'], isKept: true })
    expect(replaced).toEqual({ name: 'processing', video, since: AT })
    const late = transition(sought, events['video-found'])!
    expect(late).toMatchObject({ name: 'failed', code: 'cancelled-late', session: null, video })
    expect(transition(late, events.retry)).toEqual({ name: 'processing', video, since: AT })
    expect(transition(late, events.discard)).toEqual({ name: 'cancelled' })
    expect(transition(late, events['video-found'])).toBeNull()
    expect(canDiscard(late)).toBe(true)
    expect(canDiscard({ ...states.failed, video })).toBe(false)
  })

  it('goes on from the video when a failed one has it, and never sends it again', () => {
    const failed = { ...states.failed, video }
    expect(transition(failed, events.retry)).toEqual({ name: 'processing', video, since: AT })
    expect(transition(failed, events.cancel)).toBeNull()
    expect(transition({ ...states.failed, code: 'corrupt-row' }, events.retry)).toBeNull()
  })
})

describe('actions', () => {
  const allowed = (may: (state: UploadState) => boolean): string[] =>
    Object.values(states)
      .filter((state) => may(state))
      .map((state) => state.name)

  it('are offered where the transition allows them', () => {
    expect(allowed(canSubmit)).toEqual(['draft'])
    expect(allowed(canPause)).toEqual(['queued', 'uploading', 'blocked'])
    expect(allowed(canResume)).toEqual(['paused', 'blocked'])
    expect(allowed(canCancel)).toEqual(['queued', 'uploading', 'paused', 'blocked', 'failed'])
    expect(allowed(canRetry)).toEqual(['failed', 'cancelled'])
    expect(allowed(canRemove)).toEqual(['draft', 'published', 'failed', 'cancelled'])
  })

  it('offer to retry what the server refused of a published video', () => {
    const step = { kind: 'caption', key: 'en', error: { serverWords: 'no' } } as const
    expect(canRetry(states.published, [step])).toBe(true)
    expect(canRetry(states.published, [{ ...step, error: null }])).toBe(false)
  })
})
