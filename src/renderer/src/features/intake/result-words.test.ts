import type { IntakeProgress } from '@shared/uploads/intake'
import { afterEach, expect, it } from 'vitest'
import { i18n } from '../../i18n'
import { resultWords } from './result-words'

const counted = (key: string, count: number, params: Record<string, string> = {}): string =>
  i18n.global.t(key, { ...params, count: String(count) }, count)
const words = (added: number, bareFolders: IntakeProgress['bareFolders']): string =>
  resultWords({ added, bareFolders }, counted, String)

const ONE = { count: 1, of: 1, name: 'Tides' }

afterEach(() => {
  i18n.global.locale.value = 'en'
})

it.each([
  [2, null, '2 videos added'],
  [0, null, 'Nothing was added'],
  [0, ONE, 'Nothing was added: “Tides” holds no files'],
  [0, { ...ONE, count: 2, of: 3 }, 'Nothing was added: 2 of 3 folders hold no files'],
  [1, ONE, '1 video added · “Tides” holds no files'],
])('%i added, bare folders %o: %s', (added, bare, text) => {
  expect(words(added, bare)).toBe(text)
})

it('says so in French', () => {
  i18n.global.locale.value = 'fr'
  expect(words(0, { ...ONE, count: 2, of: 2 })).toBe(
    'Rien n’a été ajouté\u00a0: 2 des 2 dossiers ne contiennent aucun fichier',
  )
})
