import { expect, it } from 'vitest'
import { hasEditPassed, hasFormPassed } from './time-passed'

const NOW = 1_000
const waiting = { name: 'waiting', note: null, attempts: 0, retryAt: null } as const
const edit = { kind: 'change', state: waiting, publishesAt: NOW } as const

it('an edit that waits is said to be too late as soon as its time has passed, and not before', () => {
  expect(hasEditPassed(edit, NOW)).toBe(true)
  expect(hasEditPassed(edit, NOW - 1)).toBe(false)
  expect(hasEditPassed({ ...edit, publishesAt: null }, NOW)).toBe(false)
  expect(hasEditPassed({ ...edit, kind: 'delete' }, NOW)).toBe(false)
  expect(hasEditPassed({ ...edit, state: { name: 'done', at: NOW } }, NOW)).toBe(false)
})

it('of the times of a live those that are new count', () => {
  const form = { state: waiting, changes: { schedules: [500, 2_000] }, base: { schedules: [500] } }
  expect(hasFormPassed(form, NOW)).toBe(false)
  expect(hasFormPassed(form, 2_000)).toBe(true)
  expect(hasFormPassed({ ...form, changes: {} }, 2_000)).toBe(false)
  expect(hasFormPassed({ ...form, state: { name: 'sending', attempts: 0 } }, 2_000)).toBe(false)
})
