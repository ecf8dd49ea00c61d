import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support/fixtures'
import { cutOff, seriousFindings } from './support/accessibility'
import { viewAs } from './support/instance'
import { setOnline, signIn } from './support/window'

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
  const [address, name] = [form.getByLabel('Name in the address'), form.getByLabel('Display name')]
  const create = form.getByRole('button', { name: 'Create channel' })
  // The focus is where there is something to be typed: at first, and wherever something is wrong.
  await expect(address).toBeFocused()
  await address.fill('Night Walks')
  await create.click()
  await expect(form.getByText(/^Lower case letters/)).toBeVisible()
  await expect(address).toBeFocused()
  await address.fill('field_recordings')
  await create.click()
  await expect(form.getByText('This is missing.')).toBeVisible()
  await expect(name).toBeFocused()
  await name.fill('Night walks')
  await create.click()
  await expect(form.getByText(/has this name, or had it once/)).toBeVisible()
  await expect(address).toBeFocused()
  await address.fill('night_walks')
  await create.click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await expect(panel.getByRole('heading', { level: 2, name: 'Night walks' })).toBeFocused()
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
  await expect(panel.getByRole('button', { name: 'Change avatar' })).toBeFocused()

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

test('what is typed into a channel and not saved is kept over a restart', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await openChannels(first.page)
  await first.page.getByRole('button', { name: /^Field recordings/ }).click()
  const before = first.page.getByRole('complementary', { name: 'Details of the channel' })
  await before.getByLabel('Description').fill('Sounds of rivers, mostly at night')
  // What is typed is kept when the panel shows another channel, at the latest.
  await first.page.getByRole('button', { name: /^Demo channel/ }).click()
  await first.close()

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

test('a form that is saved without the instance waits, over a restart, and is sent by itself', async ({
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
  await expect(before.getByText('The instance does not answer; it is tried again')).toBeVisible({
    timeout: 15_000,
  })
  await expect(before.getByLabel('Description')).toHaveValue('Sounds of rivers, mostly at night')
  await first.close()
  demo.control.setOffline(false)

  const { page } = await start()
  const view = await viewAs(demo, demo.users.demo)
  const there = async () =>
    (await view.get<{ description: string }>('/video-channels/field_recordings')).description
  await expect.poll(there, { timeout: 20_000 }).toBe('Sounds of rivers, mostly at night')
  await openChannels(page)
  await page.getByRole('button', { name: /^Field recordings/ }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await expect(panel.getByLabel('Description')).toHaveValue('Sounds of rivers, mostly at night')
  await expect(panel.getByText('What you typed earlier is still here. It is not saved yet.')).toBeHidden()
})

test('forms saved offline are seen in Changes, sent when the network is back, and never overwrite', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openChannels(page)
  const view = await viewAs(demo, demo.users.demo)
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.getByRole('button', { name: /^Field recordings/ }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await panel.getByLabel('Description').fill('Sounds of rivers, mostly at night')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByText('Waiting for the network')).toBeVisible()
  await page.getByRole('button', { name: 'New channel' }).click()
  const form = page.getByRole('complementary', { name: 'New channel' })
  await form.getByLabel('Name in the address').fill('night_walks')
  await form.getByLabel('Display name').fill('Night walks')
  await form.getByRole('button', { name: 'Create channel' }).click()
  await expect(page.getByRole('button', { name: /^Night walks/ })).toContainText('Waiting for the network')
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])

  await page.getByRole('link', { name: /^Changes.*2 changes that wait/ }).click()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(changes).toHaveCount(2)
  await expect(changes.filter({ hasText: 'Field recordings' })).toContainText('Channel · Description')
  expect(await seriousFindings(page)).toEqual([])
  await view.updateChannel('field_recordings', { description: 'Somebody else wrote this' })
  await setOnline(electron, true)
  await expect(changes.filter({ hasText: 'Night walks' })).toHaveCount(0, { timeout: 15_000 })
  await expect
    .poll(async () => (await view.get<ChannelThere>('/video-channels/night_walks')).displayName)
    .toBe('Night walks')

  const conflict = changes.filter({ hasText: 'Field recordings' })
  await conflict.getByRole('button', { name: /^Decide/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Two changes of/ })
  await expect(dialog.locator('ins').filter({ hasText: 'Somebody else wrote this' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'Mine' }).check()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'No changes yet' })).toBeVisible()
  const there = () => view.get<{ description: string }>('/video-channels/field_recordings')
  expect((await there()).description).toBe('Sounds of rivers, mostly at night')
  expect(pageErrors).toEqual([])
})

test('a picture and a deletion wait without a network, can be taken back, and are sent when it is back', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', 12)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await openChannels(page)
  const view = await viewAs(demo, demo.users.demo)
  const names = async (): Promise<string[]> => {
    const { data } = await view.get<{ data: { name: string }[] }>('/accounts/demo/video-channels')
    return data.map(({ name }) => name)
  }
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.getByRole('button', { name: /^Demo channel/ }).click()
  const chooser = page.waitForEvent('filechooser')
  await panel.getByRole('button', { name: 'Change avatar' }).click()
  await (await chooser).setFiles(picture)
  const crop = page.getByRole('dialog', { name: 'Crop the avatar' })
  await crop.getByRole('button', { name: 'Use this part' }).click()
  await expect(panel.getByText('Waiting for the network')).toBeVisible()
  const shown = panel.getByRole('region', { name: 'Pictures' }).locator('img[src*="edit-picture"]')
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  demo.control.setOffline(true)
  await page.getByRole('button', { name: /^Field recordings/ }).click()
  await panel.getByRole('button', { name: 'Delete channel' }).click()
  const question = page.getByRole('dialog', { name: /Delete the channel/ })
  await expect(question.getByText(/The instance can’t be asked now/)).toBeVisible()
  await question.getByRole('button', { name: 'Delete channel' }).click()
  await expect(panel.getByText(/^To be deleted/)).toBeVisible()
  await expect(panel.getByLabel('Description')).toBeHidden()
  await panel.getByRole('button', { name: 'Take back' }).click()
  await expect(panel.getByLabel('Description')).toBeVisible()
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await panel.getByRole('button', { name: 'Delete channel' }).click()
  await question.getByRole('button', { name: 'Delete channel' }).click()
  await expect(page.getByRole('button', { name: /^Field recordings.*To be deleted/ })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  await page.getByRole('link', { name: /^Changes/ }).click()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(changes.filter({ hasText: 'Delete the channel' })).toBeVisible()
  await expect(changes.filter({ hasText: 'Avatar' })).toBeVisible()
  demo.control.setOffline(false)
  expect(await names()).toContain('field_recordings')

  await setOnline(electron, true)
  await expect(changes).toHaveCount(0, { timeout: 15_000 })
  expect(await names()).not.toContain('field_recordings')
  const { avatars } = await view.get<ChannelThere>('/video-channels/demo_channel')
  expect(avatars.length).toBeGreaterThan(0)
  expect(pageErrors).toEqual([])
})

test('a form with typed words shows what somebody else changed meanwhile, and overwrites none of it', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await openChannels(first.page)
  const view = await viewAs(demo, demo.users.demo)
  await first.page.getByRole('button', { name: /^Field recordings/ }).click()
  const before = first.page.getByRole('complementary', { name: 'Details of the channel' })
  await before.getByLabel('Description').fill('Sounds of rivers')
  await view.updateChannel('field_recordings', { description: 'Theirs', support: 'Their support' })
  await first.page.getByRole('button', { name: 'Read channels and playlists again' }).click()
  await expect(before.getByLabel('Support text')).toHaveValue('Their support')
  await expect(before.getByLabel('Description')).toHaveValue('Sounds of rivers')
  await first.page.getByRole('button', { name: /^Demo channel/ }).click()
  await first.close()
  await view.updateChannel('field_recordings', { support: 'Their newer support' })

  const { page, pageErrors } = await start()
  await openChannels(page)
  await page.getByRole('button', { name: /^Field recordings/ }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await page.getByRole('button', { name: 'Read channels and playlists again' }).click()
  await expect(panel.getByLabel('Support text')).toHaveValue('Their newer support')
  await expect(panel.getByLabel('Description')).toHaveValue('Sounds of rivers')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByRole('button', { name: 'Look at the conflict' })).toBeVisible()
  const there = await view.get<{ description: string; support: string }>('/video-channels/field_recordings')
  expect(there).toMatchObject({ description: 'Theirs', support: 'Their newer support' })
  expect(pageErrors).toEqual([])
})
