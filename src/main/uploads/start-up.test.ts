import { afterEach, expect, it } from 'vitest'
import { TestEngine } from '../../../test/support/engine'
import { FakeAccounts } from '../../../test/support/engine-parts'

let engine: TestEngine

afterEach(async () => {
  await engine.close()
})

it('a window that read the queue before the start hears that interrupted uploads wait again', async () => {
  engine = new TestEngine({}, new FakeAccounts())
  engine.database
    .prepare(
      "INSERT INTO accounts VALUES (?, 'http://127.0.0.1:9', '', '6.3.0', 'ada', '', 'signed-in', 'memory', 0, NULL, 0)",
    )
    .run('5f0f9b52-6e1c-4a61-9d3e-6f1f6d1c0a01')
  const id = engine.add('5f0f9b52-6e1c-4a61-9d3e-6f1f6d1c0a01', engine.file('pier.mp4', Buffer.from('ftyp')))
  const session = { uploadId: 'x', lastModified: 1, title: 'pier', lastByteAt: null, lastByteSent: false }
  engine.store.write(id, { state: { name: 'uploading', session, attempt: 0 } })
  await engine.until(() => engine.rows.has(id))
  engine.rows.clear()
  expect(engine.uploads.page(null, 10).rows[0]?.state.name).toBe('uploading')

  engine.connectivity.set(false)
  engine.uploads.startUp()
  await engine.until(() => engine.rows.has(id))
  expect(engine.rows.get(id)?.state.name).not.toBe('uploading')
})
