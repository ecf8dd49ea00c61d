import { afterEach, beforeEach, expect, it } from 'vitest'
import { ACCOUNT_ID, createQueueProfile, type QueueProfile } from '../../../test/support/queue-profile'
import { FormDraftsTable } from './form-drafts-table'

let profile: QueueProfile

beforeEach(() => {
  profile = createQueueProfile()
})
afterEach(() => {
  profile.remove()
})

it('keeps nothing that was half typed about an upload that was removed', () => {
  const insert = profile.database.prepare(
    `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
       state_name, state, title, privacy, draft) VALUES (?, ?, 1, '/x', 'x.mp4', 1, 0, 0, 'draft', '{}', '', 3, '{}')`,
  )
  const table = new FormDraftsTable(profile.database)
  for (const id of ['gone', 'stays']) {
    insert.run(id, ACCOUNT_ID)
    table.put(ACCOUNT_ID, `passwords/${id}`, 'low ti', 0)
  }
  table.put(ACCOUNT_ID, 'live/new', 'Tide watch', 0)
  profile.database.prepare('DELETE FROM uploads WHERE id = ?').run('gone')
  expect(table.get(ACCOUNT_ID, 'passwords/gone')).toBeNull()
  expect(table.get(ACCOUNT_ID, 'passwords/stays')).toBe('low ti')
  expect(table.get(ACCOUNT_ID, 'live/new')).toBe('Tide watch')
})
