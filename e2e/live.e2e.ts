import type { Page } from '@playwright/test'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DemoInstance } from '../src/demo-instance'
import { EVENT_CHANNEL } from '../src/shared/ipc/channels'
import { cutOff, seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { viewAs } from './support/instance'
import { keptForm, setOnline, signIn } from './support/window'

const STREAM = resolve(__dirname, '../samples/live')

async function openLives(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Live', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Live' })).toBeVisible()
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Details of the live' })

/** Fills in the form and sends it; the panel then shows the live. */
async function makeLive(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New live' }).first().click()
  await page.getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Create live' }).click()
  await expect(panelOf(page).getByRole('heading', { level: 2, name: title })).toBeVisible()
}

async function uuidOf(demo: DemoInstance, title: string): Promise<string> {
  const video = (await demo.control.videos()).find(({ name }) => name === title)
  if (video === undefined) throw new Error(`no live ${title}`)
  return video.uuid
}

test('a live is made, streamed, watched and over', async ({ start, startDemo, profile }) => {
  const demo = await startDemo()
  const { electron, page, pageErrors } = await start()
  await signIn(page, demo)
  await openLives(page)
  await expect(page.getByRole('heading', { name: 'No live yet' })).toBeVisible()

  // What is wrong is said at its field, and nothing is sent.
  await page.getByRole('button', { name: 'New live' }).click()
  await page.getByRole('button', { name: 'Create live' }).click()
  await expect(page.getByText('This is missing.')).toBeVisible()
  await expect(page.getByLabel('Title')).toBeFocused()
  await page.getByLabel('Title').fill('Tide watch')
  await page.getByRole('radio', { name: /^Permanent/ }).check()
  await page.getByRole('checkbox', { name: 'Keep a replay' }).check()
  await page.getByRole('button', { name: 'Create live' }).click()
  const panel = panelOf(page)
  await expect(panel.getByRole('heading', { level: 2, name: 'Tide watch' })).toBeVisible()
  await expect(panel.getByText('Waits for its stream')).toBeVisible()
  await expect(panel.getByText('Yes: Private')).toBeVisible()

  // The key is hidden until it is asked for, and can be copied without being shown.
  const connection = panel.getByRole('region', { name: 'Address and key for your encoder' })
  await expect(connection.getByText(/rtmp:/)).toBeHidden()
  await connection.getByRole('button', { name: 'Copy the stream key' }).click()
  const copied = () => electron.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toMatch(/^[0-9a-f-]{36}$/)
  const key = await copied()
  await expect(connection.getByText(key)).toBeHidden()
  await connection.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(connection.getByText(key)).toBeVisible()
  await connection.getByRole('button', { name: 'Hide', exact: true }).click()
  await expect(connection.getByText(key)).toBeHidden()

  const file = join(profile, 'service.json')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await connection.getByRole('button', { name: 'Save for OBS…' }).click()
  // It gets its name when it is whole.
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    type: 'rtmp_custom',
    settings: { server: 'rtmp://127.0.0.1:1935/live', key },
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)

  // On air, as the instance tells it, with what is seen there.
  const uuid = await uuidOf(demo, 'Tide watch')
  await expect.poll(() => demo.control.live.followers(uuid)).toBe(1)
  await demo.control.live.start(uuid, STREAM)
  await expect(panel.getByText('On air', { exact: true })).toBeVisible()
  await demo.control.live.setViewers(uuid, 3)
  await expect(panel.getByText('3 viewers')).toBeVisible()
  await panel.getByRole('button', { name: 'Watch what is on air' }).click()
  const video = panel.locator('video')
  await expect(video).toHaveAttribute('data-state', 'playing', { timeout: 20_000 })
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(128)

  await demo.control.live.end(uuid, 3)
  await expect(panel.getByText('Waits for its stream')).toBeVisible()
  await expect(panel.getByText('Your quota is full.')).toBeVisible()
  await demo.control.live.finishReplay(uuid)
  await panel.getByRole('button', { name: 'Close the side panel' }).click()
  await page.getByRole('button', { name: /Tide watch/ }).click()
  await expect(panel.getByRole('button', { name: 'Open the replay' })).toBeVisible()

  // Nobody follows it when nobody looks.
  await page.getByRole('link', { name: 'Uploads' }).click()
  await expect.poll(() => demo.control.live.followers(uuid)).toBe(0)
  // Neither the database nor a log has the key.
  const kept = ['longshore.db', 'longshore.db-wal', 'logs/longshore.log'].map((name) => join(profile, name))
  for (const path of kept.filter(existsSync)) expect(readFileSync(path).includes(key)).toBe(false)
  expect(pageErrors).toEqual([])
})

test('settings of a live are changed, and refusals say why', async ({ start, startDemo }) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { page } = await start()
  await signIn(page, demo)
  await openLives(page)
  await makeLive(page, 'First talk')
  const panel = panelOf(page)
  const settings = panel.getByRole('region', { name: 'Settings' })
  const edit = settings.getByRole('button', { name: 'Edit the settings of the live' })
  await edit.click()
  await expect(settings.getByRole('radio').first()).toBeFocused()
  await settings.getByRole('checkbox', { name: 'Keep a replay' }).check()
  await settings.getByRole('button', { name: 'Announce a time' }).click()
  await settings.getByLabel('Announced time 1', { exact: true }).fill('2020-01-01T10:00')
  await expect(settings.getByText('This moment has passed.')).toBeVisible()
  await settings.getByLabel('Announced time 1', { exact: true }).fill('2037-01-01T10:00')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('Yes: Private')).toBeVisible()
  await expect(edit).toBeFocused()
  await expect(settings.getByText(/2037/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Lives' }).getByText(/with replay/)).toBeVisible()

  demo.control.live.set({ maxUserLives: 1 })
  await page.getByRole('button', { name: 'New live' }).click()
  await page.getByLabel('Title').fill('Second talk')
  await page.getByRole('button', { name: 'Create live' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('You have as many lives as the instance allows')
  await page.keyboard.press('Escape')
  // What was typed is still there, also after a look at another page.
  await expect(page.getByLabel('Title')).toHaveValue('Second talk')
  await page.getByRole('link', { name: 'Uploads' }).click()
  await openLives(page)
  await page.getByRole('button', { name: 'New live' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Second talk')
})

test('settings changed elsewhere meanwhile stay or are asked about, and what is typed is kept', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { page } = await start()
  await signIn(page, demo)
  await openLives(page)
  await makeLive(page, 'First talk')
  await makeLive(page, 'Second talk')
  const panel = panelOf(page)
  const open = async (title: string): Promise<void> => {
    await page
      .getByRole('list', { name: 'Lives' })
      .getByRole('button', { name: new RegExp(title) })
      .click()
    await expect(panel.getByRole('heading', { level: 2, name: title })).toBeVisible()
  }
  await open('First talk')
  const settings = panel.getByRole('region', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Edit the settings of the live' }).click()
  await settings.getByRole('button', { name: 'Announce a time' }).click()
  const time = settings.getByLabel('Announced time 1', { exact: true })
  await time.fill('2037-01-01T10:00')

  // Another place, another live, and a live that was changed elsewhere: none of them loses it.
  await page.getByRole('link', { name: 'Uploads' }).click()
  await openLives(page)
  await open('Second talk')
  await expect(settings.getByText('None')).toBeVisible()
  const uuid = await uuidOf(demo, 'First talk')
  const view = await viewAs(demo, demo.users.demo)
  await view.updateLive(uuid, { latencyMode: 3 })
  await open('First talk')
  await expect(time).toHaveValue('2037-01-01T10:00')
  await expect(settings.getByText('What you typed earlier is still here')).toBeVisible()
  await expect(settings.getByLabel('Delay')).toHaveText(/Short/)
  await view.updateLive(uuid, { permanentLive: true })
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('Permanent')).toBeVisible()
  await expect(settings.getByText(/2037/)).toBeVisible()
  const stored = () => view.get<Record<string, unknown>>(`/videos/live/${uuid}`)
  expect(await stored()).toMatchObject({ permanentLive: true, latencyMode: 3 })

  // The same, changed on both sides: nothing is sent before the person decides.
  await settings.getByRole('button', { name: 'Edit the settings of the live' }).click()
  await time.fill('2037-02-02T10:00')
  await view.updateLive(uuid, { schedules: [{ startAt: '2037-03-03T10:00:00.000Z' }] })
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByRole('button', { name: 'Look at the conflict' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Two changes of “First talk”')).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('live-conflict.png') })
  expect(await stored()).toMatchObject({ schedules: [{ startAt: '2037-03-03T10:00:00.000Z' }] })
  await dialog.getByRole('button', { name: 'Take all mine' }).click()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog).toBeHidden()
  await expect(settings.getByText(/2\/2\/2037|Feb(ruary)? 2, 2037|2 Feb(ruary)? 2037/)).toBeVisible()
  await expect.poll(async () => JSON.stringify(await stored())).toContain('2037-02-02')
  await expect(settings.getByText('Conflict', { exact: true })).toBeHidden()
})

test('without a network the form of a new live says so, and keeps what is typed over a restart', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await openLives(first.page)
  await first.electron.evaluate(({ BrowserWindow }, channel) => {
    const { webContents } = BrowserWindow.getAllWindows()[0] ?? {}
    webContents?.send(channel, 'connectivity.changed', { online: false })
  }, EVENT_CHANNEL)
  await first.page.getByRole('button', { name: 'New live' }).click()
  await first.page.getByLabel('Title').fill('Tide watch')
  await expect(first.page.getByText('No network. What you typed is kept')).toBeVisible()
  await expect(first.page.getByRole('button', { name: 'Create live' })).toBeDisabled()
  await first.page.screenshot({ path: testInfo.outputPath('live-offline.png') })
  // A moment after the last key: the test ends the app as a power cut does.
  await expect.poll(() => keptForm(first.page, 'live/new')).toContain('Tide watch')
  await first.close()

  const { page } = await start()
  await openLives(page)
  await page.getByRole('button', { name: 'New live' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Tide watch')
  await expect(page.getByText('What you typed earlier is still here')).toBeVisible()
  await page.getByRole('button', { name: 'Create live' }).click()
  await expect(panelOf(page).getByRole('heading', { level: 2, name: 'Tide watch' })).toBeVisible()
  await page.getByRole('button', { name: 'New live' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('')
})

test('settings saved without a network wait in Changes, and are sent when it is back', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { electron, page, pageErrors } = await start()
  await signIn(page, demo)
  await openLives(page)
  await makeLive(page, 'Tide watch')
  const uuid = await uuidOf(demo, 'Tide watch')
  const view = await viewAs(demo, demo.users.demo)
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  const settings = panelOf(page).getByRole('region', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Edit the settings of the live' }).click()
  await settings.getByRole('checkbox', { name: 'Keep a replay' }).check()
  await expect(settings.getByText('No network. What you save waits')).toBeVisible()
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('Waiting for the network')).toBeVisible()
  await expect(settings.getByText('Yes: Private')).toBeVisible()
  const row = page.getByRole('list', { name: 'Lives' }).getByRole('button', { name: /Tide watch/ })
  await expect(row).toContainText('Waiting for the network')
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  await page.screenshot({ path: testInfo.outputPath('live-waiting.png') })

  await page.getByRole('link', { name: /^Changes.*1 change that waits/ }).click()
  const change = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(change).toContainText('Live · Keep a replay, Who can watch the replay')
  await page.screenshot({ path: testInfo.outputPath('live-in-changes.png') })
  await view.updateLive(uuid, { latencyMode: 3 })
  await change.getByRole('button', { name: 'Tide watch', exact: true }).click()
  await expect(settings.getByText('Waiting for the network')).toBeVisible()
  await setOnline(electron, true)
  await expect(settings.getByText('Waiting for the network')).toBeHidden({ timeout: 15_000 })
  await expect(settings.getByText('Yes: Private')).toBeVisible()
  await expect(settings.getByText('Short')).toBeVisible()
  const stored = await view.get<Record<string, unknown>>(`/videos/live/${uuid}`)
  expect(stored).toMatchObject({ saveReplay: true, latencyMode: 3 })
  await expect(row).not.toContainText('Waiting for the network')
  expect(pageErrors).toEqual([])
})

test('a live behind passwords, and a service file for either protocol', async ({
  start,
  startDemo,
  profile,
}) => {
  const demo = await startDemo()
  demo.control.live.set({ rtmps: true })
  const { electron, page } = await start()
  await signIn(page, demo)
  await openLives(page)
  await page.getByRole('button', { name: 'New live' }).click()
  await page.getByLabel('Title').fill('Rehearsal')
  await page.getByLabel('Who can watch', { exact: true }).click()
  await page.getByRole('option', { name: 'Password-protected' }).click()
  await page.getByRole('button', { name: 'Create live' }).click()
  const passwords = page.getByLabel('Passwords')
  await expect(page.getByText('This is missing.')).toBeVisible()
  await expect(passwords).toBeFocused()
  await passwords.fill('low tide')
  await passwords.press('Enter')
  // Enter ends the word, it does not send the form.
  await page.getByLabel('Title').hover()
  await expect(page.getByRole('button', { name: 'Create live' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Create live' }).click()
  const panel = panelOf(page)
  await expect(panel.getByText('Password-protected')).toBeVisible()
  const uuid = await uuidOf(demo, 'Rehearsal')
  const view = await viewAs(demo, demo.users.demo)
  const stored = await view.get<{ data: { password: string }[] }>(`/videos/${uuid}/passwords`)
  expect(stored.data.map(({ password }) => password)).toEqual(['low tide'])

  for (const [name, server] of [
    ['Server (RTMP)', 'rtmp://127.0.0.1:1935/live'],
    ['Server (RTMPS, encrypted)', 'rtmps://127.0.0.1:1936/live'],
  ] as const) {
    const file = join(profile, `${server.slice(0, 5)}.json`)
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await panel.getByRole('button', { name: 'Save for OBS…' }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
    await expect.poll(() => existsSync(file)).toBe(true)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ settings: { server } })
  }

  // The rest of it is said in the library.
  await panel.getByRole('button', { name: 'Edit in the library' }).click()
  const details = page.getByRole('complementary')
  await expect(details.getByRole('heading', { level: 2, name: 'Rehearsal' })).toBeVisible()
})

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  test(`the lives in ${language}, ${theme}, ${String(size.width)} wide`, async ({
    start,
    startDemo,
  }, testInfo) => {
    const demo = await startDemo({ version: '8.2.0' })
    demo.control.live.set({ rtmps: true })
    const english = await start()
    await signIn(english.page, demo)
    await openLives(english.page)
    await makeLive(english.page, 'Weekly harbour report, with guests and questions from the audience')
    await makeLive(english.page, 'Concert')
    const uuid = await uuidOf(demo, 'Concert')
    await demo.control.live.start(uuid, STREAM)
    await demo.control.live.setViewers(uuid, 12)
    await english.close()

    const { page } = await start({ language, theme, size })
    const link = page.getByRole('link', { name: language === 'en' ? 'Live' : 'Directs', exact: true })
    await link.click()
    const shot = async (name: string): Promise<void> => {
      const path = testInfo.outputPath(`live-${language}-${name}.png`)
      await page.screenshot({ path })
      expect(await seriousFindings(page)).toEqual([])
      expect(await cutOff(page)).toEqual([])
    }
    await page.getByRole('button', { name: /Concert/ }).click()
    await expect(page.getByText(language === 'en' ? '12 viewers' : '12 spectateurs').first()).toBeVisible()
    await page
      .getByRole('button', {
        name: language === 'en' ? 'Watch what is on air' : 'Voir ce qui est à l’antenne',
      })
      .click()
    await expect(page.locator('video')).toHaveAttribute('data-state', 'playing', { timeout: 20_000 })
    await shot('on-air')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: language === 'en' ? 'Close the side panel' : 'Fermer le panneau latéral' })
      .click()
    await page.getByRole('button', { name: /Weekly/ }).click()
    await page.getByRole('button', { name: language === 'en' ? 'Show' : 'Afficher', exact: true }).click()
    await shot('waiting')
    await page
      .getByRole('button', { name: language === 'en' ? 'Save for OBS…' : 'Enregistrer pour OBS…' })
      .click()
    await page.getByRole('menu').waitFor()
    await shot('obs')
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', {
        name: language === 'en' ? 'Edit the settings of the live' : 'Modifier les réglages du direct',
      })
      .click()
    await shot('edit')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: language === 'en' ? 'Close the side panel' : 'Fermer le panneau latéral' })
      .click()
    await page.getByRole('button', { name: language === 'en' ? 'New live' : 'Nouveau direct' }).click()
    await shot('new')
    await page.getByLabel(language === 'en' ? 'Who can watch' : 'Qui peut le voir', { exact: true }).click()
    await page
      .getByRole('option', { name: language === 'en' ? 'Password-protected' : 'Protégée par mot de passe' })
      .click()
    await shot('protected')
  })
}
