import { expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import type { UploadState } from '@shared/uploads/upload'
import { composeDiscard } from './discard'

const video = { id: 7, uuid: '11111111-1111-4111-8111-111111111111', shortUuid: 'short' }
const late: UploadState = {
  name: 'failed',
  code: 'cancelled-late',
  status: null,
  detail: '',
  session: null,
  video,
  at: 0,
}

/** @param find what the instance answers when it is asked for the video */
function setUp({ inCopy = true, state = late, find = () => Promise.resolve<unknown>(video) } = {}) {
  const deleteVideos = vi.fn(() => Promise.resolve({ batchId: '', count: inCopy ? 1 : 0 }))
  const refresh = vi.fn(() => Promise.resolve())
  const discarded = vi.fn(() => Promise.resolve())
  const discard = composeDiscard({
    accounts: { directory: { get: () => ({ videos: { find } }) } },
    uploads: { row: () => ({ accountId: 'account', state }), commands: { discard: discarded } },
    library: { peek: () => Promise.resolve(null), refresh },
    edits: { outbox: { deleteVideos } },
  })
  return { discard, deleteVideos, refresh, discarded }
}

it('reads the video first where the copy has it not, and lets its row go once its deletion waits', async () => {
  const { discard, refresh, deleteVideos, discarded } = setUp()
  await discard(['row'])
  expect(refresh).toHaveBeenCalledWith('account', video.uuid)
  expect(deleteVideos).toHaveBeenCalledWith([{ accountId: 'account', uuid: video.uuid }])
  expect(discarded).toHaveBeenCalledWith(['row'])
})

it('has nothing to delete of a video that is gone by now', async () => {
  const { discard, discarded } = setUp({ inCopy: false, find: () => Promise.resolve(null) })
  await discard(['row'])
  expect(discarded).toHaveBeenCalledWith(['row'])
})

it.each([
  ['nobody can be asked', () => Promise.reject(new AppError('offline')), 'offline'],
  ['it is there and could not be read', () => Promise.resolve(video), 'internal'],
])('keeps the row where %s', async (_what, find, code) => {
  const { discard, discarded } = setUp({ inCopy: false, find })
  await expect(discard(['row'])).rejects.toMatchObject({ code })
  expect(discarded).not.toHaveBeenCalled()
})

it('deletes no video of an upload that failed otherwise', async () => {
  const { discard, deleteVideos, discarded } = setUp({ state: { ...late, code: 'processing' } })
  await discard(['row'])
  expect(deleteVideos).not.toHaveBeenCalled()
  expect(discarded).not.toHaveBeenCalled()
})
