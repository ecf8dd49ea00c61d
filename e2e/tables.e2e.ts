import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './support/fixtures'
import { temporaryFolder } from './support/launch'
import { chooseAllVideos, wholeLibrary } from './support/library'
import { signIn } from './support/window'

/** What the system's dialogs answer from now on. */
async function answerDialogs(electron: ElectronApplication, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

test('videos go out as a table, are changed there, and come back through the preview', async ({
  start,
  startDemo,
}) => {
  const folder = temporaryFolder('tables')
  const table = join(folder.path, 'videos.csv')
  const demo = await startDemo()
  demo.control.fill('demo', 5)
  const { page, electron, pageErrors } = await start()
  await signIn(page, demo)
  await wholeLibrary(page, 5)
  await chooseAllVideos(page)
  await answerDialogs(electron, table)
  await page.getByRole('button', { name: 'More actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export as CSV…' }).click()
  await expect(page.getByText('The table with 5 videos is saved.').first()).toBeVisible()

  // Unchanged, it changes nothing.
  const importIt = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'Tables and bulk edits' }).click()
    await page.getByRole('menuitem', { name: 'Import a table…' }).click()
  }
  await importIt()
  await expect(page.getByText('5 rows read. 5 change nothing.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nothing would change' })).toBeVisible()

  const [video] = await demo.control.videos()
  if (video === undefined) throw new Error('no video')
  const stranger = '00000000-0000-4000-8000-000000000000'
  const csv = readFileSync(table, 'utf8').replace(video.name, 'Told by a table')
  expect(csv).toContain('Told by a table')
  writeFileSync(table, csv)
  await importIt()
  await expect(page.getByText('5 rows read. 4 change nothing.')).toBeVisible()
  await page.getByRole('button', { name: 'Run 1 change' }).click()
  await expect(page.getByRole('main').getByText('1 done', { exact: true })).toBeVisible({ timeout: 30_000 })
  expect((await demo.control.videos()).map(({ name }) => name)).toContain('Told by a table')

  // What is strange or broken is told, with its line.
  writeFileSync(table, `uuid,title,mood\n${video.uuid},Again,good\n${stranger},Stranger,bad\n`)
  await importIt()
  await expect(page.getByText('This column is not known and is left out: mood')).toBeVisible()
  await expect(page.getByText(`Line 3: ${stranger}`)).toBeVisible()
  writeFileSync(table, 'uuid,title\na,b\nc,"d\n')
  await importIt()
  await expect(page.getByText('Line 3: a quotation mark stands where none may')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Run/ })).toBeHidden()
  expect(pageErrors).toEqual([])
  folder.remove()
})
