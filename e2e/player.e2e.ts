import type { Locator, Page } from '@playwright/test'
import { addChange, changes, sentence } from './support/bulk'
import { expect, test, type TestInstance } from './support/fixtures'
import { viewAs } from './support/instance'
import type { LaunchOptions, RunningApp } from './support/launch'
import { chooseAllVideos, wholeLibrary } from './support/library'
import { look } from './support/look'
import { setOnline, signIn } from './support/window'

const panelOf = (page: Page): Locator => page.getByRole('complementary')
const field = (page: Page, name: string): Locator => panelOf(page).locator(`[data-field="${name}"]`)

type Start = (options?: Omit<LaunchOptions, 'profile'>) => Promise<RunningApp>

/** Opens the first video of the library in the panel; answers its uuid. */
async function openFirst(page: Page): Promise<string> {
  await page.evaluate(() => {
    location.hash = '#/library'
  })
  const row = page.getByRole('grid').locator('[data-video]').first()
  await row.waitFor({ timeout: 30_000 })
  await row.click()
  await row.press('Enter')
  await expect(field(page, 'title').getByRole('textbox')).toBeFocused()
  const uuid = panelOf(page).getByText(/^[0-9a-f-]{36}$/)
  return (await uuid.textContent()) ?? ''
}

async function library(start: Start, demo: TestInstance) {
  demo.control.fill('demo', 5)
  const app = await start({ size: { width: 1280, height: 900 } })
  await signIn(app.page, demo)
  const uuid = await openFirst(app.page)
  const view = await viewAs(demo, demo.users.demo)
  const sites = () => view.get<{ policy: { id: number }; domains: string[] }>(`/videos/${uuid}/embed-privacy`)
  const theme = async () =>
    (await view.get<{ theme: string }>(`/player-settings/videos/${uuid}?raw=true`)).theme
  return { ...app, sites, theme }
}

async function choose(page: Page, button: Locator, option: string): Promise<void> {
  await button.click()
  await page.getByRole('option', { name: option }).click()
}

test('the theme of the player and the sites of a video are chosen in its panel', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { page, electron, pageErrors, sites, theme } = await library(start, demo)
  await panelOf(page)
    .getByRole('button', { name: /^Player and embedding/ })
    .click()
  await choose(
    page,
    page.getByRole('button', { name: 'The one of the channel, Theme of the player' }),
    'Lucide',
  )
  const policy = page.getByRole('button', { name: 'On every site, Where it can be embedded' })
  await choose(page, policy, 'On these sites only')
  await expect(field(page, 'embedPrivacy').getByText(/can be embedded nowhere/)).toBeVisible()

  // What is no site is said at the field, and not sent.
  const site = field(page, 'embedPrivacy').getByRole('textbox', { name: 'Sites' })
  await site.fill('localhost')
  await site.press('Enter')
  await expect(
    field(page, 'embedPrivacy').getByText(/“localhost” is no site such as example\.org/),
  ).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Saved', { exact: true })).toHaveCount(0)
  await field(page, 'embedPrivacy').getByRole('button', { name: 'Remove “localhost”' }).click()

  // An address stands for its site; all of it waits without a network.
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await site.fill('https://Blog.example.org/a/page')
  await site.press('Enter')
  await expect(field(page, 'embedPrivacy').getByText('blog.example.org', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Waiting for the network')).toBeVisible()
  expect(await theme()).toBe('channel-default')
  await setOnline(electron, true)
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 })
  expect(await theme()).toBe('lucide')
  expect(await sites()).toMatchObject({ policy: { id: 2 }, domains: ['blog.example.org'] })

  await page.getByRole('link', { name: /^Changes/ }).click()
  const change = page.getByRole('list', { name: 'Changes' }).getByRole('listitem').first()
  await expect(change).toContainText('Theme of the player, Where it can be embedded')
  await change.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(theme).toBe('channel-default')
  await expect.poll(sites).toMatchObject({ policy: { id: 1 }, domains: [] })
  expect(pageErrors).toEqual([])
})

test('an instance that has neither is not asked for them', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '6.3.0' })
  const { page, pageErrors } = await library(start, demo)
  await expect(panelOf(page).getByRole('button', { name: /^Chapters/ })).toBeVisible()
  await expect(panelOf(page).getByRole('button', { name: /^Player and embedding/ })).toHaveCount(0)
  const asked = demo.control.requests().map(({ path }) => path)
  expect(asked.filter((path) => /player-settings|embed-privacy/.test(path))).toEqual([])
  expect(pageErrors).toEqual([])
})

test('the theme of the player is chosen for a channel', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '8.2.0' })
  demo.control.fill('demo', 2)
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  const view = await viewAs(demo, demo.users.demo)
  await page.getByRole('link', { name: 'Channels' }).click()
  await page.getByRole('button', { name: /^Field recordings/ }).click({ timeout: 15_000 })
  const panel = page.getByRole('complementary', { name: 'Details of the channel' })
  await choose(page, panel.getByRole('combobox', { name: 'Theme of the player' }), 'Galaxy')
  await panel.getByRole('button', { name: 'Save' }).click()
  const path = '/player-settings/video-channels/field_recordings?raw=true'
  await expect.poll(() => view.get(path)).toEqual({ theme: 'galaxy' })

  // Of a new one it is sent once that is there.
  await page.getByRole('button', { name: 'New channel' }).click()
  const form = page.getByRole('complementary', { name: 'New channel' })
  await form.getByLabel('Name in the address').fill('night_walks')
  await form.getByLabel('Display name').fill('Night walks')
  await choose(page, form.getByRole('combobox', { name: 'Theme of the player' }), 'Lucide')
  await look(page, 'new-channel-theme')
  await form.getByRole('button', { name: 'Create channel' }).click()
  await expect(panel.getByRole('heading', { name: 'Night walks' })).toBeVisible()
  await expect(panel.getByRole('combobox', { name: 'Theme of the player' })).toHaveText('Lucide')
  const made = '/player-settings/video-channels/night_walks?raw=true'
  expect(await view.get(made)).toEqual({ theme: 'lucide' })
  expect(pageErrors).toEqual([])
})

test('the theme of the player and the sites are changed of many videos at once', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo({ version: '8.2.0' })
  demo.control.fill('demo', 3)
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, 3)
  await chooseAllVideos(page)
  await page.getByRole('button', { name: 'Edit 3 videos…' }).click()
  await addChange(page, 'Theme of the player')
  await choose(page, page.getByRole('button', { name: /Theme of the player$/ }).last(), 'Lucide')
  await addChange(page, 'Where it can be embedded')
  const site = page.getByRole('textbox', { name: 'Sites' })
  await site.fill('https://Blog.example.org/a/page')
  await site.press('Enter')
  await expect(page.getByText('blog.example.org', { exact: true })).toBeVisible()
  await look(page, 'bulk-player')
  await page.getByRole('button', { name: 'Show the preview' }).click()
  await expect(changes(page)).toHaveCount(3)
  await changes(page).first().click()
  const details = page.getByRole('complementary', { name: 'Details of the change' })
  await expect(details).toContainText('The one of the channel')
  await expect(details).toContainText('blog.example.org')
  await look(page, 'bulk-player-preview')
  await page.getByRole('button', { name: 'Run 3 changes' }).click()
  await expect(sentence(page, '3 done')).toBeVisible({ timeout: 30_000 })
  const view = await viewAs(demo, demo.users.demo)
  for (const { uuid } of await demo.control.videos()) {
    expect(await view.get(`/player-settings/videos/${uuid}?raw=true`)).toEqual({ theme: 'lucide' })
    const sites = { policy: { id: 2 }, domains: ['blog.example.org'] }
    expect(await view.get(`/videos/${uuid}/embed-privacy`)).toMatchObject(sites)
  }
  expect(pageErrors).toEqual([])
})

const LOOKS = [
  { language: 'en', theme: 'light', section: /^Player and embedding/, allowlist: 'On these sites only' },
  { language: 'fr', theme: 'dark', section: /^Lecteur et intégration/, allowlist: 'Sur ces sites seulement' },
] as const

for (const { language, theme, section, allowlist } of LOOKS) {
  test(`the section is in order: ${theme}, ${language}`, async ({ start, startDemo }) => {
    const demo = await startDemo({ version: '8.2.0' })
    demo.control.fill('demo', 3)
    // The English names are what the helpers know.
    const first = await start()
    await signIn(first.page, demo)
    await first.close()
    const { page } = await start({ language, theme, size: { width: 1280, height: 800 } })
    await openFirst(page)
    const heading = panelOf(page).getByRole('button', { name: section })
    await heading.click()
    await choose(page, field(page, 'embedPrivacy').getByRole('button').first(), allowlist)
    const site = field(page, 'embedPrivacy').getByRole('textbox')
    for (const name of ['example.org', 'no site']) {
      await site.fill(name)
      await site.press('Enter')
    }
    await expect(field(page, 'embedPrivacy')).toContainText('example.org')
    await heading.scrollIntoViewIfNeeded()
    await field(page, 'embedPrivacy').scrollIntoViewIfNeeded()
    await look(page, `player-${theme}-${language}`)
    await page.evaluate(() => {
      location.hash = '#/channels'
    })
    await page.getByRole('button', { name: /^Field recordings/ }).click()
    await page
      .getByRole('combobox', { name: language === 'en' ? 'Theme of the player' : 'Thème du lecteur' })
      .waitFor()
    await look(page, `channel-theme-${theme}-${language}`)
  })
}
