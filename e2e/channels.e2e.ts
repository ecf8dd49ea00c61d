import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support/fixtures'
import { cutOff, seriousFindings } from './support/accessibility'
import { viewAs } from './support/instance'
import { signIn } from './support/window'

interface ChannelThere {
  displayName: string
  support: string | null
  avatars: { width: number }[]
}

const picture = join(__dirname, '..', 'test', 'contract', 'support', 'picture.jpg')

async function openChannels(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Channels' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Channels' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Field recordings/ })).toBeVisible({ timeout: 15_000 })
}

test('a channel is made, described, pictured and deleted', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.fill('demo', 12)
  await demo.control.addFollower('field_recordings', 'ann', 'far.example')
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await openChannels(page)
  const view = await viewAs(demo, demo.users.demo)

  await page.getByRole('button', { name: 'New channel' }).click()
  const form = page.getByRole('complementary', { name: 'New channel' })
  await form.getByLabel('Name in the address').fill('Night Walks')
  await form.getByLabel('Display name').fill('Night walks')
  await form.getByRole('button', { name: 'Create channel' }).click()
  await expect(form.getByText(/^Lower case letters/)).toBeVisible()
  await form.getByLabel('Name in the address').fill('field_recordings')
  await form.getByRole('button', { name: 'Create channel' }).click()
  await expect(form.getByText(/has this name, or had it once/)).toBeVisible()
  await form.getByLabel('Name in the address').fill('night_walks')
  await form.getByRole('button', { name: 'Create channel' }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await expect(panel.getByRole('heading', { level: 2, name: 'Night walks' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Night walks/ })).toBeVisible()

  await panel.getByLabel('Support text').fill('Thank you for walking along')
  await panel.getByRole('button', { name: 'Save' }).click()
  const there = () => view.get<ChannelThere>('/video-channels/night_walks')
  await expect.poll(async () => (await there()).support).toBe('Thank you for walking along')

  const chooser = page.waitForEvent('filechooser')
  await panel.getByRole('button', { name: 'Change avatar' }).click()
  await (await chooser).setFiles(picture)
  const crop = page.getByRole('dialog', { name: 'Crop the avatar' })
  await crop.getByRole('application', { name: 'Part of the picture' }).focus()
  await page.keyboard.press('+')
  await page.keyboard.press('ArrowLeft')
  expect(await seriousFindings(page)).toEqual([])
  await crop.getByRole('button', { name: 'Use this part' }).click()
  await expect(crop).toBeHidden()
  await expect.poll(async () => (await there()).avatars.length).toBeGreaterThan(0)

  await page.getByRole('button', { name: /^Field recordings/ }).click()
  await panel.getByRole('button', { name: 'Show followers' }).click()
  await expect(panel.getByText('ann@far.example')).toBeVisible()
  await panel.getByRole('button', { name: 'Delete channel' }).click()
  const question = page.getByRole('dialog', { name: /Delete the channel/ })
  await expect(question.getByText(/videos? (is|are) deleted with it/)).toBeVisible()
  await expect(question.getByText(/It loses 1 follower/)).toBeVisible()
  await question.getByRole('button', { name: 'Delete channel' }).click()
  await expect(page.getByRole('button', { name: /^Field recordings/ })).toBeHidden()
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  expect(pageErrors).toEqual([])
})

test('what is typed into a channel without the instance is kept over a restart', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await openChannels(first.page)
  await first.page.getByRole('button', { name: /^Field recordings/ }).click()
  const before = first.page.getByRole('complementary', { name: 'Details of the channel' })
  demo.control.setOffline(true)
  await before.getByLabel('Description').fill('Sounds of rivers, mostly at night')
  await before.getByRole('button', { name: 'Save' }).click()
  await expect(before.getByText('The server does not answer')).toBeVisible({ timeout: 15_000 })
  await first.close()
  demo.control.setOffline(false)

  const { page } = await start()
  await openChannels(page)
  await page.getByRole('button', { name: /^Field recordings/ }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await expect(panel.getByText('What you typed earlier is still here. It is not saved yet.')).toBeVisible()
  await expect(panel.getByLabel('Description')).toHaveValue('Sounds of rivers, mostly at night')
  await panel.getByRole('button', { name: 'Save' }).click()
  const view = await viewAs(demo, demo.users.demo)
  const there = async () =>
    (await view.get<{ description: string }>('/video-channels/field_recordings')).description
  await expect.poll(there).toBe('Sounds of rivers, mostly at night')
})
