import { basename } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, fillPassword, giveCredentials, rowOf, signIn, uploadButton } from './support/window'

/** The entry of an account in the sidebar's menu. */
async function menuOf(page: Page, account: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${account}` }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

test('two accounts on two instances: each draft goes to its own; removing one asks', async ({
  start,
  startDemo,
}) => {
  const harbour = await startDemo()
  const lake = await startDemo()
  const lena = { username: 'lena', password: 'lena-password' }
  await lake.control.createUser(lena)
  const { page } = await start()
  await signIn(page, harbour)
  await addVideos(page, [samples.harbour])

  await page.getByRole('button', { name: 'Add account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address of your PeerTube instance').fill(lake.url)
  await dialog.getByRole('button', { name: 'Continue', exact: true }).click()
  await fillPassword(page, lena)
  await expect(dialog).toBeHidden()
  await addVideos(page, [samples.tides])
  await expect(rowOf(page, basename(samples.tides))).toContainText(`lena@${new URL(lake.url).host}`)

  await rowOf(page, basename(samples.tides)).click()
  await page.keyboard.press('Control+A')
  await uploadButton(page).click()
  for (const path of [samples.harbour, samples.tides]) {
    await expect(rowOf(page, basename(path))).toContainText('Done', { timeout: 30_000 })
  }
  const names = async (demo: typeof lake) =>
    (await demo.control.videos()).map(({ owner, name }) => [owner, name])
  expect(await names(harbour)).toEqual([['demo', 'Harbour at dawn']])
  expect(await names(lake)).toEqual([['lena', 'tide-tables']])

  await menuOf(page, 'lena', 'Remove account')
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(rowOf(page, basename(samples.tides))).toBeVisible()
  await menuOf(page, 'lena', 'Remove account')
  await question.getByRole('button', { name: 'Remove account' }).click()
  await expect(rowOf(page, basename(samples.tides))).toBeHidden()
  await expect(rowOf(page, basename(samples.harbour))).toBeVisible()
  expect(await names(lake)).toHaveLength(1)
  await page.getByRole('link', { name: 'Receipts' }).click()
  await expect(page.getByText('tide-tables').first()).toBeVisible()
})

test('no secure store: the app says so and keeps the session in memory alone', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_RUNTIME_DIR: '/nonexistent' }
  const first = await start({ env })
  const { page } = first
  await giveCredentials(page, demo, demo.users.demo, async () => {
    await page.getByLabel('Sign in for this session only').check()
  })
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await addVideos(page, [samples.tides])
  await uploadButton(page).click()
  await expect(rowOf(page, basename(samples.tides))).toContainText('Done', { timeout: 30_000 })
  await addVideos(page, [samples.harbour])
  await first.close()

  const second = await start({ env })
  await expect(rowOf(second.page, basename(samples.harbour))).toContainText('Draft')
  await expect(second.page.getByRole('button', { name: /Sign in( again)?$/ }).first()).toBeVisible()
})
