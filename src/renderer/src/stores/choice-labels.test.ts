import type { AccountChoices } from '@shared/accounts/choices'
import { describe, expect, it } from 'vitest'
import { SERVER_WORDS_FR } from '../i18n/server-words'
import { localizeChoices } from './choice-labels'

const choices = {
  categories: [
    { id: 1, label: 'Music' },
    { id: 40, label: 'Tides' },
  ],
  licences: [],
  privacies: [{ id: 3, label: 'Private' }],
  languages: [
    { id: 'zxx', label: 'No linguistic content' },
    { id: 'de', label: 'German' },
    { id: 'not a code', label: 'Kotava' },
    { id: 'fsl', label: 'French Sign Language' },
  ],
  captionLanguages: [],
} as unknown as AccountChoices

const toFrench = (label: string): string | null => SERVER_WORDS_FR[label] ?? null

describe('localizeChoices', () => {
  it('translates what PeerTube itself calls so, and leaves the words of plugins', () => {
    const french = localizeChoices(choices, 'fr', toFrench)
    expect(french.categories.map(({ label }) => label)).toEqual(['Musique', 'Tides'])
    expect(french.privacies[0]?.label).toBe('Privée')
  })

  it('names languages by their codes, sorted in the new language', () => {
    const labels = localizeChoices(choices, 'fr', toFrench).languages.map(({ label }) => label)
    expect(labels).toContain('allemand')
    expect(labels).toContain('Kotava')
    expect(labels).toContain('langue des signes française')
    expect(labels[0]).toBe('allemand')
  })

  it('leaves English as the server sent it', () => {
    expect(localizeChoices(choices, 'en', toFrench)).toBe(choices)
  })
})
