import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cutOff, seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { samples, temporaryFolder, type RunningApp } from './support/launch'
import { signIn } from './support/window'

/** Picture and sound of a video, apart. */
const SPLIT = resolve(__dirname, '../samples/split')

const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Where the system puts downloads, for this run. */
async function downloadsTo({ electron }: RunningApp, folder: string): Promise<void> {
  await electron.evaluate(({ app }, path) => {
    app.setPath('downloads', path)
  }, folder)
}

test('the original comes, whole and beside what is there already', async ({ start, startDemo }) => {
  const demo = await startDemo()
  demo.control.setConfig({ keepsOriginals: true })
  await demo.control.addVideo('demo', { file: samples.lighthouse, name: 'Lighthouse tour', privacy: 3 })
  const folder = temporaryFolder('downloads')
  writeFileSync(join(folder.path, 'lighthouse_tour.mp4'), 'mine')
  const running = await start()
  const { page, pageErrors } = running
  await downloadsTo(running, folder.path)
  await signIn(page, demo)
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first().dblclick()
  const panel = page.getByRole('complementary', { name: 'Details of the video' })
  await panel.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('button', { name: /Downloads$|downloads?$/ }).click()
  await expect(page.getByText('Original file')).toBeVisible()
  await page.screenshot({ path: join('test-results', 'screens', 'downloads-light-en.png') })
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  const path = join(folder.path, 'lighthouse_tour (1).mp4')
  expect(sha(path)).toBe(sha(samples.lighthouse))
  expect(readFileSync(join(folder.path, 'lighthouse_tour.mp4'), 'utf8')).toBe('mine')
  expect(existsSync(`${path}.part`)).toBe(false)
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect(page.getByRole('button', { name: 'Downloads', exact: true })).toBeHidden()
  expect(existsSync(path)).toBe(true)
  expect(pageErrors).toEqual([])
  folder.remove()
})

test('a download goes on after a power cut', async ({ start, startDemo }) => {
  const demo = await startDemo()
  await demo.control.addVideo('demo', { file: samples.harbour, name: 'Harbour' })
  const folder = temporaryFolder('downloads')
  demo.control.addFault({ match: { path: '/static/', times: 1 }, fault: { kind: 'stall' } })
  const first = await start()
  await downloadsTo(first, folder.path)
  await signIn(first.page, demo)
  await first.page.getByRole('link', { name: 'Library' }).click()
  const video = first.page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()
  await video.click({ button: 'right' })
  await first.page.getByRole('menuitem', { name: 'Download the file' }).click()
  await expect(first.page.getByRole('button', { name: '1 download' })).toBeVisible()
  await expect.poll(() => existsSync(join(folder.path, 'Harbour.mp4.part'))).toBe(true)
  await first.kill()

  demo.control.clearFaults()
  const second = await start({ language: 'fr', theme: 'dark', size: { width: 900, height: 600 } })
  await expect.poll(() => existsSync(join(folder.path, 'Harbour.mp4')), { timeout: 20_000 }).toBe(true)
  expect(sha(join(folder.path, 'Harbour.mp4'))).toBe(sha(samples.harbour))
  const { page } = second
  await page.evaluate(() => {
    location.hash = '#/library'
  })
  await page.getByRole('button', { name: 'Téléchargements' }).click()
  await expect(page.getByText('Meilleur fichier de l’instance')).toBeVisible()
  await page.screenshot({ path: join('test-results', 'screens', 'downloads-dark-fr.png') })
  expect(await seriousFindings(page)).toEqual([])
  expect(await cutOff(page)).toEqual([])
  folder.remove()
})

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  test(`picture and sound are put together on their way: ${theme} ${language}`, async ({
    start,
    startDemo,
  }) => {
    const demo = await startDemo()
    const uuid = await demo.control.addVideo('demo', { file: samples.harbour, name: 'Harbour' })
    await demo.control.splitVideo(uuid, SPLIT)
    const folder = temporaryFolder('downloads')
    const english = await start()
    await downloadsTo(english, folder.path)
    await signIn(english.page, demo)
    await english.page.getByRole('link', { name: 'Library' }).click()
    const video = english.page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()
    demo.control.addFault({ match: { path: '/download/', times: 9 }, fault: { kind: 'stall' } })
    await video.click({ button: 'right' })
    await english.page.getByRole('menuitem', { name: 'Download the file' }).click()
    await expect.poll(() => existsSync(join(folder.path, 'Harbour.mp4.part'))).toBe(true)
    await english.close()

    const { page, pageErrors } = await start({ language, theme, size })
    await page.evaluate(() => {
      location.hash = '#/library'
    })
    const isEnglish = language === 'en'
    await page.getByRole('button', { name: isEnglish ? '1 download' : '1 téléchargement' }).click()
    await expect(page.getByText(isEnglish ? /of about 41/ : /sur 41.* environ/)).toBeVisible()
    await expect(
      page.getByText(isEnglish ? /after a pause it begins again/ : /tout reprend au début/),
    ).toBeVisible()
    await page.screenshot({ path: join('test-results', 'screens', `downloads-combined-${language}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    demo.control.clearFaults()
    await page.getByRole('button', { name: isEnglish ? /^Pause the/ : /^Suspendre/ }).click()
    await page.getByRole('button', { name: isEnglish ? /^Go on with/ : /^Reprendre/ }).click()
    await expect(page.getByText(isEnglish ? /put together by/ : /réunis par/)).toBeVisible()
    expect(sha(join(folder.path, 'Harbour.mp4'))).toBe(sha(join(SPLIT, 'generated.mp4')))
    expect(pageErrors).toEqual([])
    folder.remove()
  })
}
