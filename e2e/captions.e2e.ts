import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cutOff, seriousFindings } from './support/accessibility'
import { addLanguage, openVideo, storedText, TITLE, unfoldCaptions } from './support/captions'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { pickFiles, signIn } from './support/window'

/** Picture and sound of a video, apart. */
const SPLIT = resolve(__dirname, '../samples/split')

test('captions are written beside the player, survive a power cut, and are sent', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo()
  const uuid = await demo.control.addVideo('demo', { file: samples.lighthouse, name: TITLE, privacy: 3 })
  const first = await start()
  const { page } = first
  await signIn(page, demo)
  await openVideo(page)

  await addLanguage(page, 'English')
  // What led here is gone with its page.
  await expect(page.getByRole('heading', { level: 1, name: 'Captions: English' })).toBeFocused()
  const blank = testInfo.outputPath('blank.srt')
  writeFileSync(blank, '')
  await pickFiles(first.electron, blank)
  await page.getByRole('button', { name: 'Import a file…' }).click()
  await expect(page.getByRole('dialog').getByText(/^There are no captions in it/)).toBeVisible()
  await page.keyboard.press('Escape')
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(0)

  await page.getByRole('button', { name: 'New caption' }).first().click()
  const text = page.getByRole('textbox', { name: 'Text of the caption' })
  await expect(text).toBeFocused()
  await text.pressSequentially('Good morning from the lighthouse')
  await page.getByLabel('From', { exact: true }).fill('nonsense')
  await page.getByLabel('To', { exact: true }).fill('00:00:02.5')
  await page.getByLabel('To', { exact: true }).press('Enter')
  await expect(page.getByText('A time looks like 00:01:02.500')).toBeVisible()
  await page.getByLabel('From', { exact: true }).fill('00:00:00.500')
  await page.getByLabel('From', { exact: true }).press('Enter')
  await expect(page.getByText('A time looks like')).toBeHidden()

  // In two at the cursor, one again, and back.
  await text.focus()
  await text.evaluate((one: HTMLTextAreaElement) => {
    one.setSelectionRange(12, 12)
  })
  await page.keyboard.press('Alt+s')
  const cues = page.getByRole('listbox', { name: 'List of captions' }).getByRole('option')
  await expect(cues).toHaveCount(2)
  await page.getByRole('button', { name: 'Join with next' }).click()
  await expect(cues).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(cues).toHaveCount(2)
  // What was chosen is gone with its menu: who shifted them is at the menu's button.
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.click()
  await page.getByRole('menuitem', { name: 'Shift all…' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Later' }).press('Enter')
  await expect(page.getByRole('option', { name: /^00:00:01\.500/ })).toBeVisible()
  await expect(more).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('option', { name: /^00:00:00\.500/ })).toBeVisible()
  await expect(page.getByText('Kept here, not sent')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])

  await first.kill()
  const second = await start()
  await openVideo(second.page)
  await expect(second.page.getByText('Not sent yet')).toBeVisible()
  await second.page.getByRole('button', { name: 'Edit the captions: English' }).click()
  await expect(second.page.getByRole('option', { name: /Good morning/ })).toBeVisible()
  await second.page.getByRole('button', { name: 'Save to the instance' }).click()
  await expect(second.page.getByText('As on the instance')).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Back to the library' })).toBeFocused()
  const stored = await storedText(demo, uuid)
  expect(stored).toContain('Good morning')
  expect(stored).toMatch(/00:00:00\.500 --> /)
  expect(second.pageErrors).toEqual([])
})

test('the player has sound where the instance keeps it apart from the picture', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const uuid = await demo.control.addVideo('demo', { file: samples.lighthouse, name: TITLE, privacy: 3 })
  await demo.control.splitVideo(uuid, SPLIT)
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await openVideo(page)
  await addLanguage(page, 'English')
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(2)
  await video.evaluate(async (one: HTMLVideoElement) => one.play())
  const heard = (one: HTMLVideoElement & { webkitAudioDecodedByteCount?: number }): number =>
    one.webkitAudioDecodedByteCount ?? 0
  await expect.poll(() => video.evaluate(heard)).toBeGreaterThan(0)
  expect(await video.evaluate((one: HTMLVideoElement) => [one.videoWidth, Math.round(one.duration)])).toEqual(
    [320, 6],
  )
  // Back to a place that was played already, and to one that was not.
  for (const second of [5, 1]) {
    await video.evaluate((one: HTMLVideoElement, at) => {
      one.currentTime = at
    }, second)
    await expect
      .poll(() => video.evaluate((one: HTMLVideoElement) => !one.seeking && one.readyState > 2))
      .toBe(true)
  }
  expect(pageErrors).toEqual([])
})

test('caption files go to the videos that they are named after', async ({ start, startDemo, profile }) => {
  const demo = await startDemo()
  const uuid = await demo.control.addVideo('demo', { file: samples.lighthouse, name: TITLE })
  const running = await start()
  const { page } = running
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Library' }).click()
  const video = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').filter({ hasText: TITLE })
  const file = join(profile, 'Lighthouse tour.fr.srt')
  writeFileSync(file, '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n')
  const prose = join(profile, 'prose.en.srt')
  writeFileSync(prose, 'Once upon a time')
  await pickFiles(running.electron, file, prose)
  await video.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Caption files…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Caption files' })
  await expect(dialog.getByText('There are no captions in this file.')).toBeVisible()
  await page.screenshot({ path: join('test-results', 'screens', 'caption-files.png') })
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Send 1 file' }).click()
  await expect(dialog.getByText('Saved, goes out by itself')).toBeVisible()
  await expect.poll(() => storedText(demo, uuid)).toContain('Bonjour')
})

test('five thousand captions are as quick as five', async ({ start, startDemo, profile }) => {
  const demo = await startDemo()
  await demo.control.addVideo('demo', { file: samples.lighthouse, name: TITLE })
  const running = await start()
  const { page } = running
  await signIn(page, demo)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = (second: number): string =>
    `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)},000`
  const blocks = Array.from(
    { length: 5000 },
    (_, index) => `${String(index + 1)}\n${time(index)} --> ${time(index + 1)}\nLine ${String(index + 1)}\n`,
  )
  const file = join(profile, 'many.srt')
  writeFileSync(file, blocks.join('\n'))
  await openVideo(page)
  await addLanguage(page, 'French')
  await pickFiles(running.electron, file)
  await page.getByRole('button', { name: 'Import a file…' }).click()
  await expect(page.getByText('5,000 captions')).toBeVisible()
  const list = page.getByRole('listbox', { name: 'List of captions' })
  expect(await list.getByRole('option').count()).toBeLessThan(60)
  await list.focus()
  await page.keyboard.press('End')
  await expect(list.getByRole('option', { name: /Line 5000/ })).toHaveAttribute('aria-selected', 'true')
  const text = page.getByRole('textbox', { name: 'Text of the caption' })
  const took = await text.evaluate(async (one: HTMLTextAreaElement) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const lengths: number[] = []
    for (let count = 0; count < 20; count++) {
      one.value += 'x'
      const before = performance.now()
      one.dispatchEvent(new Event('input', { bubbles: true }))
      await Promise.resolve()
      lengths.push(performance.now() - before)
      await frame()
    }
    return lengths.sort((left, right) => left - right)[10] ?? 0
  })
  expect(took).toBeLessThan(16)
})

const LOOKS = [
  { language: 'en', theme: 'light', size: { width: 1280, height: 800 } },
  { language: 'fr', theme: 'dark', size: { width: 900, height: 600 } },
] as const

for (const { language, theme, size } of LOOKS) {
  test(`the editor is in order: ${theme} ${language}`, async ({ start, startDemo }) => {
    const demo = await startDemo()
    const uuid = await demo.control.addVideo('demo', { file: samples.lighthouse, name: TITLE })
    const first = await start()
    await signIn(first.page, demo)
    await first.page.getByRole('link', { name: 'Library' }).click()
    await first.page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first().waitFor()
    const hash = await first.page.evaluate(async (video) => {
      const envelope = await window.longshore.call('accounts.list', {})
      const value = (envelope.ok ? envelope.value : null) as { accounts: { id: string }[] }
      const key = { accountId: value.accounts[0]?.id ?? '', uuid: video, language: 'en' }
      const cues = [
        { startMs: 0, endMs: 2000, text: 'Good morning from the lighthouse' },
        {
          startMs: 1500,
          endMs: 2600,
          text: 'Where the stairs wind up to the lamp in one hundred and twelve steps',
        },
        { startMs: 3000, endMs: 5000, text: 'Two lines\nof <i>text</i>' },
      ]
      await window.longshore.call('captions.keep', { ...key, cues, base: null })
      return `#/captions/${key.accountId}/${key.uuid}/en`
    }, uuid)
    await first.close()
    const { page, pageErrors } = await start({ language, theme, size })
    await page.getByRole('navigation').first().waitFor()
    await page.evaluate((to) => {
      location.hash = to
    }, hash)
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    await expect
      .poll(() => page.locator('video').evaluate((one: HTMLVideoElement) => one.readyState))
      .toBeGreaterThan(1)
    await page.screenshot({ path: join('test-results', 'screens', `captions-${theme}-${language}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    await page.evaluate(() => {
      location.hash = '#/library'
    })
    await page.getByRole('grid').locator('[data-video]').first().dblclick()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    await unfoldCaptions(page)
    await page.getByRole('complementary').getByRole('list').last().waitFor()
    await page.screenshot({ path: join('test-results', 'screens', `caption-list-${theme}-${language}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(pageErrors).toEqual([])
  })
}
