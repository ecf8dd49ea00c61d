import type { VideoChanges, VideoField } from '@shared/library/edit'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { createApp } from '../../../../../../test/support/elementless-app'
import { i18n } from '../../../i18n'
import { useValueWords } from './use-value-words'

function shown(field: VideoField, values: VideoChanges): string | undefined {
  const told: string[] = []
  const app = createApp({
    setup() {
      told.push(useValueWords(() => 'account').text(field, values))
      return () => null
    },
  })
  // What fails in a component would else be told to the console alone.
  app.config.errorHandler = (error) => {
    throw error
  }
  app.use(i18n).use(createPinia()).mount({})
  return told[0]
}

const schedule = (updateAt: string): VideoChanges => ({
  schedule: { updateAt, privacy: 1, timeZone: 'Europe/Paris' },
})

it('a date is shown as the language writes it', () => {
  expect(shown('originallyPublishedAt', { originallyPublishedAt: '2025-12-31T12:00:00.000Z' })).toBe(
    'Dec 31, 2025',
  )
  expect(shown('originallyPublishedAt', { originallyPublishedAt: null })).toBe('')
})

// Of the second an engine makes the 7th of December.
it.each(['31/12/2025', '12/07/1998', 'soon', '2025-13-45'])(
  'a text that is no date, %s, is shown as it was written, where the whole page broke',
  (text) => {
    expect(shown('originallyPublishedAt', { originallyPublishedAt: text })).toBe(text)
  },
)

it('a schedule without a moment is shown as it was written', () => {
  expect(shown('schedule', schedule('2027-01-31T18:00:00.000Z'))).toMatch(/^Jan 31, 2027, .* · Public$/)
  expect(shown('schedule', schedule('tomorrow'))).toBe('tomorrow · Public')
  expect(shown('schedule', schedule(''))).toBe('Public')
})
