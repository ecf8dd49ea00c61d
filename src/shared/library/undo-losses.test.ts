import { describe, expect, it } from 'vitest'
import { PRIVACY } from '../uploads/draft-values'
import type { VideoChanges } from './edit'
import { NO_PARTS } from './edit-changes'
import { undoLosses, type UndoLoss } from './undo-losses'

const edit = (base: VideoChanges, changes: VideoChanges, playlists = NO_PARTS.playlists) => ({
  kind: 'change' as const,
  base,
  changes,
  parts: { ...NO_PARTS, playlists },
})

describe('what no undo brings back', () => {
  const cases: [string, Parameters<typeof undoLosses>[0], UndoLoss[]][] = [
    ['a deletion', { ...edit({}, {}), kind: 'delete' }, ['video']],
    ['a title', edit({ title: 'a' }, { title: 'b' }), []],
    ['passwords', edit({ passwords: [] }, { passwords: ['word'] }), ['passwords']],
    [
      'a video that is not protected any more',
      edit({ privacy: PRIVACY.passwordProtected }, { privacy: PRIVACY.public }),
      ['passwords'],
    ],
    [
      'a public video made private',
      edit({ privacy: PRIVACY.public }, { privacy: PRIVACY.private }),
      ['date'],
    ],
    ['a private video made public', edit({ privacy: PRIVACY.private }, { privacy: PRIVACY.public }), []],
    [
      'a protected video made private',
      edit({ privacy: PRIVACY.passwordProtected }, { privacy: PRIVACY.private }),
      ['passwords', 'date'],
    ],
    ['put into a playlist', edit({}, {}, { add: [1], remove: [] }), []],
    ['taken out of a playlist', edit({}, {}, { add: [], remove: [1] }), ['places']],
  ]
  it.each(cases)('%s', (_, of, losses) => {
    expect(undoLosses(of)).toEqual(losses)
  })
})
