import type { UploadRow, UploadState } from '@shared/uploads/upload'
import { expect, it } from 'vitest'
import { questionFor } from './questions'
import { aRow } from './testing'

const video = { id: 1, uuid: 'u', shortUuid: 's' }
const session = { uploadId: 'x', lastModified: 1, title: 'Harbour', lastByteAt: 1, lastByteSent: false }
const states = {
  draft: { name: 'draft' },
  paused: { name: 'paused', session: null },
  begun: { name: 'paused', session },
  published: { name: 'published', video, publishedAt: 1 },
} satisfies Record<string, UploadState>

const row = (state: keyof typeof states, parts: Partial<UploadRow> = {}): UploadRow =>
  aRow({ state: states[state], ...parts })
const unsent = row('published', { steps: [{ kind: 'metadata', key: '', error: null }] })

it.each<[string, Parameters<typeof questionFor>, string | null]>([
  ['a draft, with others too', ['remove', [row('draft'), row('published')]], 'removeDrafts'],
  ['what waits', ['remove', [row('paused'), row('published')]], 'remove'],
  ['what is published and said in full', ['remove', [row('published')]], null],
  ['what is published and not said in full', ['remove', [row('published'), unsent]], 'removeUnsent'],
  ['a cancel before a byte', ['cancel', [row('paused')]], null],
  ['a cancel after some', ['cancel', [row('paused'), row('begun')]], 'cancel'],
  ['a pause', ['pause', [row('begun')]], null],
])('asks before what would lose something: %s', (_what, [verb, rows], question) => {
  expect(questionFor(verb, rows)).toBe(question)
})
