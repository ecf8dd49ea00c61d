import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from './support/fixtures'
import { dropFiles } from './support/drop'
import { samples, temporaryFolder } from './support/launch'
import { addVideos, rowOf, signIn, uploadButton } from './support/window'

const three = [samples.harbour, samples.lighthouse, samples.tides]

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

test('three dropped videos are published, with the captions and the picture beside them', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await addVideos(page, three)
  await uploadButton(page).click()
  for (const path of three)
    await expect(rowOf(page, basename(path))).toContainText('Done', { timeout: 30_000 })
  const stored = await demo.control.videos()
  expect(stored.map(({ sha256 }) => sha256).sort()).toEqual(three.map(sha256).sort())
  expect(stored.every(({ privacy }) => privacy === 3)).toBe(true)
  // "Done" is said when the video is published; what goes beside it may still be on its way.
  const captions = (): string[] =>
    demo.control
      .requests()
      .filter(({ method, path }) => method === 'PUT' && path.includes('/captions/'))
      .map(({ path }) => path.split('/').at(-1) ?? '')
      .sort()
  await expect.poll(captions).toEqual(['en', 'fr'])
  expect(pageErrors).toEqual([])
})

test('a folder: what is no video is named with its reason, an empty file too', async ({
  start,
  startDemo,
}) => {
  const folder = temporaryFolder('drop')
  mkdirSync(join(folder.path, 'inner'))
  copyFileSync(samples.tides, join(folder.path, 'inner', 'tides.webm'))
  writeFileSync(join(folder.path, 'empty.mp4'), '')
  writeFileSync(join(folder.path, 'notes.txt'), 'no video')
  const { page } = await start()
  await signIn(page, await startDemo())
  await expect(page.getByText('Drop your videos here')).toBeVisible()
  await dropFiles(page, [folder.path])
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('empty.mp4')
  await expect(dialog).toContainText('notes.txt')
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'tides.webm')).toBeVisible()
  folder.remove()
})

test('an empty folder is named as the reason why nothing was added', async ({ start, startDemo }) => {
  const folder = temporaryFolder('empty')
  const { page } = await start({ size: { width: 900, height: 600 } })
  await signIn(page, await startDemo())
  await dropFiles(page, [folder.path])
  // In sight, and not for screen readers alone.
  const said = page.locator('main').getByText(`Nothing was added: “${basename(folder.path)}” holds no files`)
  await expect(said).toBeVisible()
  folder.remove()
})

test('several drafts are edited together, and each keeps what was not touched', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, three)
  const panel = page.getByRole('complementary', { name: 'Details of the selected videos' })
  await expect(panel.getByRole('heading', { name: '3 videos' })).toBeVisible()
  await panel.getByRole('textbox', { name: 'Description' }).fill('From the pier, in one take.')
  await expect(panel.getByText('Saved')).toBeVisible()
  await uploadButton(page).click()
  for (const path of three)
    await expect(rowOf(page, basename(path))).toContainText('Done', { timeout: 30_000 })
  const stored = await demo.control.videos()
  expect(stored.map(({ name }) => name).sort()).toEqual(['Harbour at dawn', 'lighthouse tour', 'tide-tables'])
  for (const { uuid } of stored) {
    const answer = await fetch(`${demo.url}/api/v1/videos/${uuid}`, {
      headers: { authorization: `Bearer ${demo.tokens()[0] ?? ''}` },
    })
    expect(((await answer.json()) as { description: string }).description).toBe('From the pier, in one take.')
  }
})

test('the server goes away and comes back: the upload goes on by itself', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 60_000 }))
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  demo.control.setOffline(true)
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toContainText(/does not answer|try again|attempt/i)
  demo.control.setOffline(false)
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: null }))
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toContainText('Done', { timeout: 40_000 })
  expect((await demo.control.videos()).map(({ sha256 }) => sha256)).toEqual([sha256(samples.harbour)])
})

test('this computer loses its network: blocked with no attempt used, and on again by itself', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 60_000 }))
  await uploadButton(page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
  await electron.evaluate(({ net }) => {
    net.isOnline = () => false
  })
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toContainText('No network')
  await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: null }))
  await electron.evaluate(({ net }) => {
    net.isOnline = () => true
  })
  await expect(rowOf(page, 'Harbour at dawn.mp4')).toContainText('Done', { timeout: 40_000 })
})

test('SIGKILL in the middle: after the next start everything arrives, once', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await addVideos(first.page, three)
  await first.page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 60_000 }))
  await uploadButton(first.page).click()
  await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(30_000)
  await first.kill()
  const second = await start()
  await second.page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: null }))
  for (const path of three) {
    await expect(rowOf(second.page, basename(path))).toContainText('Done', { timeout: 40_000 })
  }
  const stored = await demo.control.videos()
  expect(stored.map(({ sha256 }) => sha256).sort()).toEqual(three.map(sha256).sort())
})

test('an expired session asks for the password again and loses nothing', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.harbour])
  await demo.control.revokeTokens('demo')
  await uploadButton(page).click()
  const row = rowOf(page, 'Harbour at dawn.mp4')
  await expect(row).toContainText('Signed out')
  await row.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Password', { exact: true }).fill(demo.users.demo.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  // The button that opened the dialog is gone.
  await expect(page.locator('main:focus, main :focus')).toHaveCount(1)
  await expect(row).toContainText('Done', { timeout: 40_000 })
  expect((await demo.control.videos()).length).toBe(1)
})

test('a video that was sent is not sent twice by mistake, and again when the person says so', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await addVideos(page, [samples.tides])
  await uploadButton(page).click()
  await expect(rowOf(page, basename(samples.tides))).toContainText('Done', { timeout: 30_000 })

  await dropFiles(page, [samples.tides])
  const dialog = page.getByRole('dialog', { name: 'Not added' })
  await expect(dialog).toContainText('Already sent: tide-tables')
  await dialog.getByRole('button', { name: 'Add it all the same' }).click()
  await expect(dialog).toBeHidden()
  await expect(rowOf(page, basename(samples.tides))).toHaveCount(2)
  await uploadButton(page).click()
  await expect.poll(async () => (await demo.control.videos()).length).toBe(2)
})
