import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sha256, videoBytes } from '../../../test/support/engine-demo'
import { LongshoreOnDemo } from '../../../test/support/longshore'

/** Asked for by the window, done by everything behind it. */

let app: LongshoreOnDemo
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-new-'))
  app = await LongshoreOnDemo.open()
})

afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

async function aVideo(): Promise<string> {
  app.demo.control.fill('demo', 1)
  const [video] = await app.demo.control.videos()
  if (video === undefined) throw new Error('no video')
  await app.demo.control.setState(video.uuid, 1)
  return video.uuid
}

function pick(name: string, content: Uint8Array): void {
  app.pickedFile = join(folder, name)
  writeFileSync(app.pickedFile, content)
}

const replace = (uuid: string) => app.call('library.replaceFile', { accountId: app.accountId, uuid })
const rows = async () => (await app.call('uploads.rows', { after: null, limit: 10 })).rows
const videoOf = async (uuid: string) => (await app.demo.control.videos()).find((video) => video.uuid === uuid)

it('replaces the file of a video, and nothing else of it', async () => {
  const uuid = await aVideo()
  const before = await videoOf(uuid)
  const content = videoBytes(50_000)
  pick('new.mp4', content)
  const done = app.tells('uploads.changed', ({ upserts }) =>
    upserts.some(({ state }) => state.name === 'published'),
  )
  const outcome = await replace(uuid)
  expect(outcome?.problems).toEqual([])
  await done
  const title = before?.name ?? ''
  expect(await rows()).toMatchObject([{ id: outcome?.uploadId, title, replaces: { uuid, title } }])
  expect(await videoOf(uuid)).toMatchObject({ name: title, sha256: sha256(content) })
  const { receipts } = await app.call('receipts.list', { after: 0, limit: 10 })
  expect(receipts).toMatchObject([{ replaced: true, videoUuid: uuid }])
})

it('queues nothing that the instance would not take, and says why', async () => {
  const uuid = await aVideo()
  pick('new.txt', videoBytes(1000))
  const outcome = await replace(uuid)
  expect(outcome).toMatchObject({ uploadId: null, problems: [{ field: 'file', code: 'extension' }] })
  pick('empty.mp4', new Uint8Array())
  await expect(replace(uuid)).rejects.toMatchObject({ code: 'file-unreadable' })
  expect(await rows()).toEqual([])
})

it('queues nothing when the picker is closed, or for a video that is gone', async () => {
  app.pickedFile = null
  expect(await replace(await aVideo())).toBeNull()
  await expect(replace('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'not-found' })
  expect(await rows()).toEqual([])
})

it('takes one file at a time for a video', async () => {
  const uuid = await aVideo()
  await app.call('settings.set', { bandwidthLimit: 10_000 })
  pick('new.mp4', videoBytes(500_000))
  await replace(uuid)
  await expect(replace(uuid)).rejects.toMatchObject({ code: 'not-allowed-now' })
})

it('takes none where the admin forbids it', async () => {
  const uuid = await aVideo()
  app.demo.control.setConfig({ fileReplacementEnabled: false })
  await app.call('accounts.choices', { accountId: app.accountId, refresh: true })
  pick('new.mp4', videoBytes(1000))
  await expect(replace(uuid)).rejects.toMatchObject({ code: 'not-allowed-now' })
})

it('queues a file while the instance cannot be reached, by what is known of the video', async () => {
  const uuid = await aVideo()
  await app.sync()
  const before = await videoOf(uuid)
  pick('new.mp4', videoBytes(1000))
  app.demo.control.setOffline(true)
  const outcome = await replace(uuid)
  expect(outcome?.problems).toEqual([])
  const title = before?.name ?? ''
  expect(await rows()).toMatchObject([{ id: outcome?.uploadId, title, replaces: { uuid, title } }])
  await expect(replace(uuid)).rejects.toMatchObject({ code: 'not-allowed-now' })
})
