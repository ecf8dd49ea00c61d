import type { RecordFacts } from '../../src/main/library/exchange/record'

/** What a table tells of a video besides its fields. */
export const FACTS: RecordFacts = {
  uuid: '0b9fb5a0-8a0c-4a2f-8f2a-6a1d0a3c2b1e',
  account: 'ana@tube.example',
  url: 'https://tube.example/w/x',
  state: 'Published',
  seconds: 61,
  views: 3,
  createdAt: 0,
  publishedAt: null,
}
