import type { Page } from '@playwright/test'
import type { DemoInstance } from '../src/demo-instance'
import { cutOff, seriousFindings } from './support/accessibility'
import { nextMonth, scheduleVideos } from './support/calendar'
import { expect, test } from './support/fixtures'
import { viewAs } from './support/instance'
import { setOnline, signIn } from './support/window'

const env = { TZ: 'Europe/Paris' }

async function openCalendar(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Calendar', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible()
}

const cell = (page: Page, day: string) => page.locator(`[data-day="${day}"]`)
const chip = (page: Page, day: string, name: string) =>
  cell(page, day).getByRole('button', { name: new RegExp(name) })

/** When the instance makes it public. */
async function scheduledOn(demo: DemoInstance, uuid: string): Promise<string> {
  const instance = await viewAs(demo, demo.users.demo)
  const { scheduledUpdate } = await instance.get<{ scheduledUpdate?: { updateAt: string } }>(
    `/videos/${uuid}`,
  )
  return scheduledUpdate?.updateAt ?? ''
}

/** One video, in the evening in Paris. */
async function withOneVideo(startDemo: () => Promise<DemoInstance>) {
  const demo = await startDemo()
  demo.control.fill('demo', 5)
  const at = new Date(`${nextMonth(10)}T17:00:00Z`)
  const [uuid] = await scheduleVideos(demo, [{ at: at.toISOString(), name: 'Harbour at dawn' }])
  if (uuid === undefined) throw new Error('no video')
  const day = 86_400_000
  return { demo, uuid, later: (days: number) => new Date(at.getTime() + days * day).toISOString() }
}

test('a scheduled video is moved by keys, by a dialog and with the mouse', async ({ start, startDemo }) => {
  const { demo, uuid, later } = await withOneVideo(startDemo)
  const { page, pageErrors } = await start({ env })
  await signIn(page, demo)
  await openCalendar(page)
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeVisible({ timeout: 20_000 })
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toHaveAccessibleName(
    /^\d+:00 PM Harbour at dawn Becomes: Public$/,
  )

  // By keys alone: to the day, into it, and on with the video.
  await cell(page, nextMonth(9)).focus()
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, nextMonth(10))).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(chip(page, nextMonth(11), 'Harbour at dawn')).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(chip(page, nextMonth(18), 'Harbour at dawn')).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Harbour at dawn' })).toBeAttached()
  await expect.poll(() => scheduledOn(demo, uuid)).toBe(later(8))
  // The time of day is as it was; nothing waits any more.
  await expect(chip(page, nextMonth(18), 'Harbour at dawn')).toHaveAccessibleName(/Becomes: Public$/)

  await chip(page, nextMonth(18), 'Harbour at dawn').dragTo(cell(page, nextMonth(15)))
  await expect(chip(page, nextMonth(15), 'Harbour at dawn')).toBeVisible()
  await expect.poll(() => scheduledOn(demo, uuid)).toBe(later(5))

  // Taken back, and done once more.
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(chip(page, nextMonth(18), 'Harbour at dawn')).toBeVisible()
  await expect.poll(() => scheduledOn(demo, uuid)).toBe(later(8))
  await chip(page, nextMonth(18), 'Harbour at dawn').dragTo(cell(page, nextMonth(15)))
  await expect.poll(() => scheduledOn(demo, uuid)).toBe(later(5))

  // With date and time, where the past is refused at once.
  await chip(page, nextMonth(15), 'Harbour at dawn').click()
  const panel = page.getByRole('complementary', { name: 'Videos of the day' })
  await panel.getByRole('button', { name: 'Move Harbour at dawn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move to another time' })
  await dialog.getByLabel('Date').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog.getByText('That moment has passed: choose a later one.')).toBeVisible()
  await dialog.getByLabel('Date').fill(nextMonth(20))
  await dialog.getByLabel('Time').fill('09:30')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => scheduledOn(demo, uuid)).toMatch(new RegExp(`^${nextMonth(20)}T0[78]:30:00`))

  // In another month nothing is known of that day.
  await expect(panel).toBeVisible()
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('button', { name: 'Next month' })).toBeFocused()
  expect(pageErrors).toEqual([])
})

test('a video is moved without a network, and the past is refused', async ({
  start,
  startDemo,
}, testInfo) => {
  const { demo, uuid, later } = await withOneVideo(startDemo)
  const { page } = await start({ env })
  await signIn(page, demo)
  await openCalendar(page)
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeVisible({ timeout: 20_000 })
  demo.control.setOffline(true)
  await chip(page, nextMonth(10), 'Harbour at dawn').dragTo(cell(page, nextMonth(12)))
  await expect(chip(page, nextMonth(12), 'Harbour at dawn')).toHaveAccessibleName(
    /waits to be sent|being sent/,
  )

  await page.screenshot({ path: testInfo.outputPath('calendar-waiting.png') })

  // Taken back without a network, and moved again.
  await page.keyboard.press('Control+z')
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0)
  await chip(page, nextMonth(10), 'Harbour at dawn').dragTo(cell(page, nextMonth(12)))
  await expect(chip(page, nextMonth(12), 'Harbour at dawn')).toBeVisible()

  // What waits stays where it was put over a change of the view.
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await expect(page.getByText('Harbour at dawn', { exact: true })).toBeVisible()
  await expect(page.getByText(/waits to be sent|being sent/)).toBeVisible()
  await page.getByRole('button', { name: 'Month', exact: true }).click()
  demo.control.setOffline(false)
  await expect.poll(() => scheduledOn(demo, uuid), { timeout: 40_000 }).toBe(later(2))

  await page.getByRole('button', { name: 'Previous month' }).click()
  await page.getByRole('button', { name: 'Next month' }).click()
  await chip(page, nextMonth(12), 'Harbour at dawn').focus()
  // Twelve weeks back by keys: it stops where the past begins.
  for (let week = 0; week < 12; week++) {
    await page.keyboard.press('Alt+ArrowUp')
    if (await page.getByText('That moment has passed: choose a later one.').first().isVisible()) break
  }
  await expect(page.getByText('That moment has passed: choose a later one.').first()).toBeVisible()
  await expect(page.getByRole('gridcell').getByRole('button', { name: /Harbour at dawn/ })).toBeFocused()
  await page.screenshot({ path: testInfo.outputPath('calendar-refused.png') })
})

test('what is typed for a video and not saved goes along only when the person says so', async ({
  start,
  startDemo,
}) => {
  const { demo, uuid, later } = await withOneVideo(startDemo)
  const { page } = await start({ env })
  await signIn(page, demo)
  await openCalendar(page)
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeVisible({ timeout: 20_000 })
  await page.evaluate(async (video) => {
    const answer = await window.longshore.call('accounts.list', {})
    const { accounts } = (answer as { value: { accounts: { id: string }[] } }).value
    const accountId = accounts[0]?.id ?? ''
    const held = { accountId, uuid: video, changes: { title: 'Typed' }, base: { title: 'Harbour at dawn' } }
    await window.longshore.call('library.hold', held)
  }, uuid)
  const name = /has changes that are not saved/
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toHaveAccessibleName(name)

  await chip(page, nextMonth(10), 'Harbour at dawn').dragTo(cell(page, nextMonth(12)))
  const question = page.getByRole('dialog', { name: 'Save the other changes too?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toHaveAccessibleName(name)
  await chip(page, nextMonth(10), 'Harbour at dawn').dragTo(cell(page, nextMonth(12)))
  await question.getByRole('button', { name: 'Save and move' }).click()
  await expect(chip(page, nextMonth(12), 'Typed')).toBeVisible()
  await expect.poll(() => scheduledOn(demo, uuid)).toBe(later(2))
})

test('a video whose time passed while it waited is not published, and Changes says what to do', async ({
  start,
  startDemo,
}, testInfo) => {
  const { demo, uuid, later } = await withOneVideo(startDemo)
  const { electron, page } = await start({ env })
  await signIn(page, demo)
  await openCalendar(page)
  await page.getByRole('button', { name: 'Next month' }).click()
  await expect(chip(page, nextMonth(10), 'Harbour at dawn')).toBeVisible({ timeout: 20_000 })
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.evaluate(
    async ({ video, was }) => {
      const answer = await window.longshore.call('accounts.list', {})
      const { accounts } = (answer as { value: { accounts: { id: string }[] } }).value
      const at = { accountId: accounts[0]?.id ?? '', uuid: video }
      const schedule = (updateAt: string) => ({ schedule: { updateAt, privacy: 1, timeZone: 'UTC' } })
      const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
      await window.longshore.call('library.hold', { ...at, changes: schedule(inAnHour), base: schedule(was) })
      await window.longshore.call('library.save', at)
    },
    { video: uuid, was: later(0) },
  )
  await page.getByRole('link', { name: /^Changes.*1 change that waits/ }).click()
  const change = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(change).toContainText('Waiting for the network')
  await electron.evaluate(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 2 * 3_600_000
  })
  await setOnline(electron, true)
  await expect(change).toContainText('Choose a later one, or publish it now.', { timeout: 15_000 })
  await page.screenshot({ path: testInfo.outputPath('time-passed.png') })
  expect(await scheduledOn(demo, uuid)).toBe(later(0))
  await change.getByRole('button', { name: 'Harbour at dawn', exact: true }).click()
  await expect(page.getByText('Choose a later one, or publish it now.')).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('time-passed-panel.png') })
})

test('announced lives stand on their days, in the chosen zone, and are moved, also without a network', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { electron, page } = await start({ env })
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Live', exact: true }).click()
  await page.getByRole('button', { name: 'New live' }).first().click()
  await page.getByLabel('Title').fill('Tide watch')
  await page.getByRole('button', { name: 'Announce a time' }).click()
  await page.getByLabel('Announced time 1', { exact: true }).fill(`${nextMonth(10)}T23:30`)
  await page.getByRole('button', { name: 'Create live' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Tide watch' })).toBeVisible()

  await openCalendar(page)
  await page.getByRole('button', { name: 'Next month' }).click()
  const live = chip(page, nextMonth(10), 'Tide watch')
  await expect(live).toHaveAccessibleName(/Announced live/)
  await live.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(chip(page, nextMonth(11), 'Tide watch')).toBeFocused()
  const instance = await viewAs(demo, demo.users.demo)
  const uuid = (await demo.control.videos()).find(({ name }) => name === 'Tide watch')?.uuid ?? ''
  const startTimes = async (): Promise<string[]> => {
    const { schedules } = await instance.get<{ schedules: { startAt: string }[] }>(`/videos/live/${uuid}`)
    return schedules.map(({ startAt }) => startAt.slice(0, 16))
  }
  await expect.poll(async () => (await startTimes()).length).toBe(1)
  await expect.poll(async () => (await startTimes())[0]).toMatch(new RegExp(`^${nextMonth(11)}T2[12]:30$`))
  await page.screenshot({ path: testInfo.outputPath('calendar-live.png') })

  // Without a network it waits at its new place, can be taken back there or in Changes, and is sent later.
  await setOnline(electron, false)
  await expect(page.getByText(/No network\. Uploads/)).toBeVisible()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(chip(page, nextMonth(18), 'Tide watch')).toBeFocused()
  await expect(chip(page, nextMonth(18), 'Tide watch')).toHaveAccessibleName(/waits to be sent/)
  await page.screenshot({ path: testInfo.outputPath('calendar-live-waiting.png') })
  await page.keyboard.press('Control+z')
  await expect(chip(page, nextMonth(11), 'Tide watch')).toHaveAccessibleName(/Announced live: Private$/)
  await chip(page, nextMonth(11), 'Tide watch').dragTo(cell(page, nextMonth(14)))
  await expect(chip(page, nextMonth(14), 'Tide watch')).toHaveAccessibleName(/waits to be sent/)
  await page.getByRole('link', { name: /^Changes.*1 change that waits/ }).click()
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toContainText(
    'Live · Announced times',
  )
  await page.screenshot({ path: testInfo.outputPath('calendar-live-in-changes.png') })
  await openCalendar(page)
  await expect(chip(page, nextMonth(14), 'Tide watch')).toBeVisible()
  expect((await startTimes())[0]?.slice(0, 10)).toBe(nextMonth(11))
  await setOnline(electron, true)
  await expect.poll(async () => (await startTimes())[0], { timeout: 15_000 }).toContain(nextMonth(14))
  await expect(chip(page, nextMonth(14), 'Tide watch')).toHaveAccessibleName(/Announced live: Private$/)
  await page.getByRole('button', { name: /^Time zone/ }).click()
  await page.getByPlaceholder('Find a time zone').fill('Tokyo')
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  await expect(chip(page, nextMonth(15), 'Tide watch')).toBeVisible()
})

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  test(`the calendar in ${language}, ${theme}, ${String(size.width)} wide`, async ({
    start,
    startDemo,
  }, testInfo) => {
    const demo = await startDemo()
    demo.control.fill('demo', 40)
    const names = [
      'Weekly harbour report with many guests',
      'Tide mill',
      'Ferry',
      'Old bridge',
      'Market',
      'Kite',
    ]
    const moments = Array.from({ length: 40 }, (_, index) => ({
      at: `${nextMonth(index < 14 ? 8 : 1 + ((index * 3) % 28))}T${String(7 + (index % 12)).padStart(2, '0')}:15:00Z`,
      name: `${names[index % names.length] ?? ''} ${String(index + 1)}`,
    }))
    await scheduleVideos(demo, moments)
    const english = await start({ env })
    await signIn(english.page, demo)
    await english.page.getByRole('link', { name: 'Library' }).click()
    await expect(english.page.getByText(/^Up to date/)).toBeVisible({ timeout: 20_000 })
    await english.close()

    const { page, electron } = await start({ language, theme, size, env })
    const word = (en: string, fr: string): string => (language === 'en' ? en : fr)
    const shot = async (name: string): Promise<void> => {
      await page.screenshot({ path: testInfo.outputPath(`calendar-${language}-${name}.png`) })
      expect.soft(await seriousFindings(page), name).toEqual([])
      expect.soft(await cutOff(page), name).toEqual([])
    }
    await page.getByRole('link', { name: word('Calendar', 'Calendrier'), exact: true }).click()
    await expect(page.getByRole('grid')).toBeVisible()
    await shot('this-month')
    await page.getByRole('button', { name: word('Next month', 'Mois suivant') }).click()
    await expect(chip(page, nextMonth(8), 'Weekly|Tide').first()).toBeVisible({ timeout: 20_000 })
    await shot('month')
    await cell(page, nextMonth(8)).locator('[data-more]').click()
    await expect(page.getByRole('complementary').getByText('Tide mill 2', { exact: true })).toBeVisible()
    await shot('day')
    await page
      .getByRole('complementary')
      .getByRole('button', { name: word('Move Tide mill 2', 'Déplacer Tide mill 2'), exact: true })
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await shot('dialog')
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: word('Close the side panel', 'Fermer le panneau latéral') })
      .click()
    await page.getByRole('button', { name: word('Week', 'Semaine'), exact: true }).click()
    await shot('week')
    await page.getByRole('button', { name: word('List', 'Liste'), exact: true }).click()
    await shot('list')
    await page
      .getByRole('button', { name: /^(Next|Mois)/ })
      .last()
      .click()
    await page.getByRole('button', { name: /^(Next|Mois suivant)/ }).click()
    await shot('empty')
    await page.getByRole('button', { name: word('Today', 'Aujourd’hui'), exact: true }).click()
    await page.getByRole('button', { name: word('Month', 'Mois'), exact: true }).click()
    await page.getByRole('button', { name: word('Next month', 'Mois suivant') }).click()
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2)
    })
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(size.width / 2)
    expect.soft(await cutOff(page), 'zoom').toEqual([])
    const png = await electron.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
      return image?.toPNG().toString('base64') ?? ''
    })
    await testInfo.attach('zoom', { body: Buffer.from(png, 'base64'), contentType: 'image/png' })
    const { writeFileSync } = await import('node:fs')
    writeFileSync(testInfo.outputPath(`calendar-${language}-zoom.png`), Buffer.from(png, 'base64'))
  })
}
