import { expect, it } from 'vitest'
import { categories, licences, playlistPrivacies, privacies } from '../../../demo-instance/constants'
import { languages } from '../../../demo-instance/languages'
import { SERVER_WORDS_FR } from './server-words'

const newest = { since: () => true }

it.each([
  ['categories', categories],
  ['licences', licences(newest)],
  ['privacies', privacies(newest)],
  ['privacies of playlists', playlistPrivacies],
])('has a French word for each of the %s that PeerTube offers', (_list, offered) => {
  expect(Object.values(offered).filter((word) => !(word in SERVER_WORDS_FR))).toEqual([])
})

it('has a French name for each language that the system has none for', () => {
  const names = new Intl.DisplayNames(['fr'], { type: 'language', fallback: 'none' })
  const nameless = Object.entries(languages).filter(([code]) => names.of(code) === undefined)
  expect(nameless.map(([, word]) => word).filter((word) => !(word in SERVER_WORDS_FR))).toEqual([])
})
