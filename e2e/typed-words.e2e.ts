import type { Locator, Page } from '@playwright/test'
import { basename } from 'node:path'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, keptForm, rowOf, signIn } from './support/window'

const panelOf = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Details of the selected videos' })
const field = (page: Page, name: string): Locator => panelOf(page).locator(`[data-field="${name}"]`)
const listOf = (page: Page, name: string): Locator => field(page, name).getByRole('button').first()
const tagsInput = (page: Page): Locator => field(page, 'tags').getByRole('textbox')
const tagNamed = (page: Page, tag: string): Locator =>
  field(page, 'tags').getByRole('button', { name: `Remove “${tag}”` })

async function unfoldDetails(page: Page): Promise<void> {
  const heading = panelOf(page)
    .getByRole('button', { name: /^Details/ })
    .first()
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click()
}

/** Clicks as fast as a hand can: nothing is waited for. */
async function clickAtOnce(page: Page, place: Locator): Promise<void> {
  const box = await place.boundingBox()
  if (box === null) throw new Error('it is not in sight')
  await page.mouse.click(box.x + box.width - 12, box.y + box.height / 2)
}

test('words typed right after choosing from a list arrive where the person went', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo({ version: '8.2.0' })
  const { page } = await start({ size: { width: 1280, height: 1200 } })
  await signIn(page, demo)
  // With the motion that most people have.
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await addVideos(page, [samples.tides])
  await unfoldDetails(page)
  await tagsInput(page).scrollIntoViewIfNeeded()
  const seen: string[] = []
  for (const name of ['category', 'licence', 'language']) {
    await listOf(page, name).click()
    await page.getByRole('option').nth(2).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await clickAtOnce(page, tagsInput(page))
    await page.keyboard.type(`after ${name}`)
    seen.push(`after ${name}`)
    await page.keyboard.press('Enter')
    await expect(tagNamed(page, `after ${name}`)).toBeVisible()
  }
  // From the open list straight into the field, and by keyboard with Tab.
  await listOf(page, 'category').click()
  await page.getByRole('option').first().waitFor()
  await clickAtOnce(page, tagsInput(page))
  await page.keyboard.type('straight')
  await page.keyboard.press('Tab')
  await expect(tagNamed(page, 'straight')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('by keyboard,')
  for (const tag of [...seen, 'straight', 'by keyboard']) await expect(tagNamed(page, tag)).toBeVisible()
})

test('the menu of a row does not take the focus back from the panel that it opened', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await addVideos(page, [samples.tides])
  await rowOf(page, basename(samples.tides)).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Edit/ }).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' of the north')
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('tide-tables of the north')
})

for (const way of ['another row', 'a closed panel', 'more files', 'a closed window', 'a crash'] as const) {
  test(`half-typed words outlive ${way}`, async ({ start, startDemo }) => {
    const demo = await startDemo()
    const app = await start({ size: { width: 1280, height: 1000 } })
    const { page, electron } = app
    await signIn(page, demo)
    await addVideos(page, [samples.lighthouse])
    await addVideos(page, [samples.tides])
    await unfoldDetails(page)
    await listOf(page, 'privacy').click()
    await page.getByRole('option', { name: 'Password-protected' }).click()
    await tagsInput(page).fill('first')
    await page.keyboard.press('Enter')
    await field(page, 'passwords').getByRole('textbox').focus()
    await page.keyboard.type('low tide')
    await tagsInput(page).focus()
    await page.keyboard.type('half a wo', { delay: 20 })

    let now = page
    if (way === 'another row') await rowOf(page, basename(samples.lighthouse)).click()
    if (way === 'a closed panel') await page.keyboard.press('Escape')
    if (way === 'more files') {
      await addVideos(page, [samples.harbour])
      await expect(panelOf(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Harbour at dawn')
      await expect(tagNamed(page, 'half a wo')).toHaveCount(0)
    }
    if (way === 'a closed window') {
      const gone = page.waitForEvent('close')
      await electron.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.close()
      })
      await gone
      await app.close()
      now = (await start({ size: { width: 1280, height: 1000 } })).page
    }
    if (way === 'a crash') {
      // A moment later than the last key, as for any other text.
      await expect(panelOf(page).getByText('Saved')).toBeVisible()
      await app.kill()
      now = (await start({ size: { width: 1280, height: 1000 } })).page
    }
    await rowOf(now, basename(samples.tides)).click()
    if (way === 'a closed panel') await now.keyboard.press('Enter')
    await unfoldDetails(now)
    await expect(tagNamed(now, 'first')).toBeVisible()
    await expect(tagNamed(now, 'half a wo')).toBeVisible()
    await expect(field(now, 'passwords')).toContainText('low tide')
  })
}

/** What main keeps of fields that are not finished. */
async function keptTexts(page: Page): Promise<string> {
  const uploadId = await page.evaluate(async () => {
    const { value } = (await window.longshore.call('uploads.rows', { after: null, limit: 10 })) as {
      value: { rows: { id: string }[] }
    }
    return value.rows[0]?.id ?? ''
  })
  const keys = ['passwords', 'chapter-times'].map((name) => `${name}/${uploadId}`)
  return (await Promise.all(keys.map((key) => keptForm(page, key)))).join()
}

test('a password and a chapter time that are half typed outlive a crash, and count as nothing', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo()
  const app = await start({ size: { width: 1280, height: 1200 } })
  await signIn(app.page, demo)
  await addVideos(app.page, [samples.tides])
  await listOf(app.page, 'privacy').click()
  await app.page.getByRole('option', { name: 'Password-protected' }).click()
  const unfoldChapters = async (page: Page): Promise<void> => {
    await panelOf(page)
      .getByRole('button', { name: /^Chapters/ })
      .click()
  }
  await unfoldChapters(app.page)
  for (const title of ['Start', 'End']) {
    await panelOf(app.page).getByRole('button', { name: 'Add a chapter' }).click()
    await app.page.keyboard.type(title)
  }
  const time = (page: Page, number: number): Locator =>
    panelOf(page).getByLabel(`Time of chapter ${String(number)}`)
  await time(app.page, 2).fill('1:xx')
  await expect(time(app.page, 2)).toHaveAttribute('aria-invalid', 'true')
  await expect(panelOf(app.page).getByText('Until it is one, 1:00 holds.')).toBeVisible()
  await app.page.screenshot({ path: testInfo.outputPath('chapter-time.png') })
  await field(app.page, 'passwords').getByRole('textbox').focus()
  await app.page.keyboard.type('low ti', { delay: 20 })
  await expect.poll(() => keptTexts(app.page)).toMatch(/low ti.*1:xx/)
  await app.kill()

  const { page } = await start({ size: { width: 1280, height: 1200 } })
  await rowOf(page, basename(samples.tides)).click()
  await expect(field(page, 'passwords').getByRole('textbox')).toHaveValue('low ti')
  await expect(field(page, 'passwords').getByRole('button', { name: /^Remove/ })).toHaveCount(0)
  await unfoldChapters(page)
  await expect(time(page, 2)).toHaveValue('1:xx')
  await panelOf(page).getByRole('button', { name: 'Remove chapter 1' }).click()
  await expect(time(page, 1)).toHaveValue('1:xx')
  await panelOf(page).getByRole('button', { name: 'Remove chapter 1' }).click()
  await expect(panelOf(page).getByLabel('Time of chapter 1')).toHaveCount(0)
  await field(page, 'passwords').getByRole('textbox').focus()
  await page.keyboard.press('End')
  await page.keyboard.type('de')
  await page.keyboard.press('Enter')
  await expect(field(page, 'passwords').getByRole('button', { name: 'Remove “low tide”' })).toBeVisible()
  await expect.poll(() => keptTexts(page)).not.toMatch(/low ti|1:xx/)
})

test('what is typed into the defaults of a channel outlives Escape, and goes by the button that says so', async ({
  start,
  startDemo,
}, testInfo) => {
  const demo = await startDemo()
  const { page } = await start()
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Settings' }).click()
  const edit = page.getByRole('button', { name: 'Edit the defaults of Demo channel' })
  const support = page.getByRole('dialog').getByRole('textbox', { name: 'Support text' })
  await edit.click()
  await support.fill('A coffee at the pier.')
  await page.keyboard.press('Escape')
  await expect(support).toHaveCount(0)
  await edit.click()
  await expect(support).toHaveValue('A coffee at the pier.')
  await expect(page.getByText('What you typed earlier is still here.')).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('channel-defaults.png') })
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await edit.click()
  await expect(support).toHaveValue('')
})
