import { cutOff, seriousFindings } from './support/accessibility'
import { addChange, changes, sentence } from './support/bulk'
import { expect, test } from './support/fixtures'
import { resize } from './support/launch'
import { chooseAllVideos, wholeLibrary } from './support/library'
import { signIn } from './support/window'

const VIDEOS = 12

test('titles are changed together, what fails is tried again, and all of it is undone', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const titles = async (): Promise<string[]> => (await demo.control.videos()).map(({ name }) => name).sort()
  const before = await titles()
  const { page, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, VIDEOS)
  await chooseAllVideos(page)
  await page.getByRole('button', { name: 'Edit 12 videos…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Edit 12 videos' })).toBeVisible()

  await addChange(page, 'Title')
  const text = page.getByRole('textbox', { name: 'Text' })
  await expect(text).toBeFocused()
  await text.fill('Part ')
  await page.getByRole('button', { name: 'Number, 3 digits' }).click()
  await expect(text).toHaveValue('Part {n:3}')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Show the preview' }).click()

  await expect(changes(page)).toHaveCount(VIDEOS)
  await expect(sentence(page, 'Preview: 12 changes, nothing is sent yet')).toBeVisible()
  await expect(changes(page).first()).toContainText('Part 001')
  await changes(page).first().click()
  await expect(page.getByRole('complementary', { name: 'Details of the change' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  expect(await titles()).toEqual(before)

  // The instance refuses one, and another one meets a fault of the server, which is tried again without a word.
  const match = { method: 'PUT', path: '/videos/' }
  demo.control.addFault({ match, fault: { kind: 'status', status: 400 } })
  demo.control.addFault({ match: { ...match, nth: 3 }, fault: { kind: 'status', status: 500 } })
  await page.getByRole('button', { name: 'Run 12 changes' }).press('Enter')
  await expect(sentence(page, '11 done · 1 failed')).toBeVisible({ timeout: 30_000 })
  // The button that was pressed is gone: the keyboard is on the next step.
  await expect(page.locator('main button:focus')).toHaveText(/^(Try 1 again|Undo 11 changes…)$/)
  await page.getByRole('button', { name: 'Failed 1' }).click()
  await expect(changes(page)).toHaveCount(1)
  await expect(changes(page).first()).toContainText('The instance refused it.')
  await page.getByRole('button', { name: 'Try 1 again' }).click()
  await expect(sentence(page, '12 done')).toBeVisible({ timeout: 30_000 })
  expect((await titles())[11]).toBe('Part 012')

  await page.getByRole('button', { name: 'Undo 12 changes…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Undo' })).toBeVisible()
  await expect(sentence(page, '12 done')).toBeVisible({ timeout: 30_000 })
  expect(await titles()).toEqual(before)
  await page.getByRole('button', { name: 'Bulk edits' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /^Title: set/ })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: /^Undo: Title: set/ })).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('what is typed stays, a pattern is checked as it is typed, and what would be refused is not sent', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', VIDEOS)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, VIDEOS)
  await chooseAllVideos(page)
  await page.getByRole('button', { name: 'Edit 12 videos…' }).click()

  await page.getByRole('button', { name: 'Show the preview' }).click()
  await expect(page.getByText('Add a change first.')).toBeVisible()
  await addChange(page, 'Title')
  await page.getByRole('combobox', { name: 'Title: what to do' }).click()
  await page.getByRole('option', { name: 'find and replace' }).click()
  await page.getByRole('button', { name: 'Show the preview' }).click()
  await expect(page.getByText('Type what is to be found.')).toBeVisible()
  const find = page.getByRole('textbox', { name: 'Find' })
  await page.getByRole('checkbox', { name: 'Regular expression' }).click()
  await find.fill('(.*) (\\d')
  await expect(page.getByText(/^This pattern can’t be read/)).toBeVisible()
  await find.fill('^.* (\\d+)$')
  await expect(page.getByText(/^This pattern can’t be read/)).toBeHidden()
  // “7” is shorter than a title may be, “12” is not.
  await page.getByRole('textbox', { name: 'Replace by' }).fill('$1')

  // Elsewhere and back: nothing typed is lost.
  await page.getByRole('button', { name: 'Back to the library' }).click()
  await chooseAllVideos(page)
  await page.getByRole('button', { name: 'Edit 12 videos…' }).click()
  await expect(find).toHaveValue('^.* (\\d+)$')
  await resize(electron, { width: 900, height: 600 })
  await expect(page.getByRole('button', { name: 'Show the preview' })).toBeInViewport()
  expect(await cutOff(page)).toEqual([])
  await page.getByRole('button', { name: 'Show the preview' }).click()

  await expect(changes(page).first()).toBeVisible()
  await page.getByRole('button', { name: /^Refused 12$/ }).click()
  await expect(changes(page).first()).toContainText('Title: At least 3 characters.')
  await expect(page.getByRole('button', { name: /^Run/ })).toBeHidden()
  expect(await cutOff(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to the form' }).click()
  await expect(find).toHaveValue('^.* (\\d+)$')

  // By keys: what moves keeps the focus, and what goes away hands it on.
  await addChange(page, 'Tags')
  await page.getByRole('button', { name: 'Move “Tags” up' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Move “Tags” down' })).toBeFocused()
  await page.getByRole('button', { name: 'Remove “Tags”' }).press('Enter')
  await expect(find).toBeFocused()
  await page.getByRole('button', { name: 'Clear the form' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Add a change' })).toBeFocused()
  await expect(page.getByRole('main').getByText('Add a change first.')).toBeHidden()
  expect(pageErrors).toEqual([])
})

test('videos are deleted together, after a question that names what is lost', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  demo.control.fill('demo', 3)
  const { page } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, 3)
  await chooseAllVideos(page)
  await page.getByRole('button', { name: 'More actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete 3 videos…' }).click()
  await expect(changes(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Delete 3 videos…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('captions, comments, likes and views')
  await dialog.getByRole('button', { name: 'Delete 3 videos' }).click()
  await expect(sentence(page, '3 done')).toBeVisible({ timeout: 30_000 })
  expect(await demo.control.videos()).toEqual([])
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeHidden()
})

test('a run that was paused goes on after the app was killed', async ({ start, startDemo }) => {
  const many = 30
  const demo = await startDemo()
  demo.control.fill('demo', many)
  const first = await start()
  await signIn(first.page, demo)
  await wholeLibrary(first.page, many)
  await chooseAllVideos(first.page)
  await first.page.getByRole('button', { name: 'Edit 30 videos…' }).click()
  await addChange(first.page, 'Title')
  await first.page.getByRole('textbox', { name: 'Text' }).fill('Part {n:3}')
  await first.page.getByRole('button', { name: 'Show the preview' }).click()
  await first.page.getByRole('button', { name: 'Run 30 changes' }).click()
  await first.page.getByRole('button', { name: 'Pause' }).click()
  await expect(first.page.getByRole('main').getByText(/^Paused: \d+ of 30$/)).toBeVisible()
  await first.kill()

  const { page } = await start()
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('button', { name: 'Tables and bulk edits' }).click()
  await page.getByRole('menuitem', { name: 'Bulk edits' }).click()
  await page.getByRole('link', { name: /^Title: set/ }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(sentence(page, '30 done')).toBeVisible({ timeout: 60_000 })
  expect((await demo.control.videos()).every(({ name }) => name.startsWith('Part '))).toBe(true)
})
