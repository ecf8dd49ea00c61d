import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { cutOff, seriousFindings } from './support/accessibility'
import { addChange, changes, sentence } from './support/bulk'
import { expect, test, type TestInstance } from './support/fixtures'
import { chooseAllVideos, wholeLibrary } from './support/library'
import { signIn } from './support/window'

const EACH = 4
/** What is done here, not how slowly an instance wants it done: `bulk.e2e.ts` goes by PeerTube's limits. */
const rateLimits = { api: { max: 1000, windowMs: 10_000 } }
/** Looks at what stands there: nothing serious for axe, nothing cut off, and a picture for people. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join('test-results', 'screens', `bulk-accounts-${name}.png`) })
  expect(await seriousFindings(page), `${name}: axe`).toEqual([])
  expect(await cutOff(page), `${name}: cut off`).toEqual([])
}

/** What the videos that everybody may see say of comments. */
async function policies(demo: TestInstance): Promise<number[]> {
  const open = (await demo.control.videos()).filter(({ privacy }) => privacy === 1 || privacy === 2)
  const said = await Promise.all(
    open.map(async ({ uuid }) => {
      const answer = await fetch(`${demo.url}/api/v1/videos/${uuid}`)
      return ((await answer.json()) as { commentsPolicy: { id: number } }).commentsPolicy.id
    }),
  )
  return [...new Set(said)]
}

/** One more account, without its dialog. */
async function addAccount(
  page: Page,
  demo: TestInstance,
  username: string,
  playlist: string | null,
): Promise<void> {
  const password = `${username}-password`
  await demo.control.createUser({ username, password })
  demo.control.fill(username, EACH)
  if (playlist !== null) await demo.control.addPlaylist(username, playlist, 1)
  await page.evaluate(
    (person) => window.longshore.call('accounts.signIn', { ...person, otp: null, tokenStore: 'memory' }),
    { instanceUrl: demo.url, username, password },
  )
}

test('several accounts on two instances: each has its own lists and limits; run, pause, retry, undo', async ({
  start,
  startDemo,
}) => {
  test.setTimeout(120_000)
  const harbour = await startDemo({ rateLimits })
  const lake = await startDemo({ version: '5.1.0', rateLimits })
  harbour.control.fill('demo', EACH)
  await harbour.control.addPlaylist('demo', 'Evenings', 1)
  const all = 4 * EACH
  const { page, pageErrors } = await start()
  await signIn(page, harbour)
  await addAccount(page, harbour, 'eva', null)
  await addAccount(page, lake, 'lena', 'Walks')
  await addAccount(page, lake, 'otto', null)
  await wholeLibrary(page, all)
  await chooseAllVideos(page)
  await page.getByRole('button', { name: `Edit ${String(all)} videos…` }).click()

  // Channels and playlists are each account's own, and said so.
  await addChange(page, 'Playlists')
  await page.getByRole('button', { name: /Playlists: demo@/ }).click()
  await page.getByRole('option', { name: 'Evenings' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Playlists: lena@/ }).click()
  await page.getByRole('option', { name: 'Walks' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('This account has no playlist.')).toHaveCount(2)
  await expect(page.getByText('Videos of an account without a choice stay as they are.')).toBeVisible()
  await look(page, 'playlists')
  await addChange(page, 'Comments')
  await page.getByRole('button', { name: /^Choose…, Comments/ }).click()
  await expect(page.getByRole('option', { name: /approv/i })).toContainText(
    `Only on ${new URL(harbour.url).host}`,
  )
  await page.screenshot({ path: join('test-results', 'screens', 'bulk-accounts-comments.png') })
  await page.getByRole('option', { name: /approv/i }).click()
  await look(page, 'form')
  await page.getByRole('button', { name: 'Show the preview' }).click()
  await expect(sentence(page, 'Preview: 8 changes, nothing is sent yet')).toBeVisible({ timeout: 30_000 })
  await changes(page).first().click()
  await look(page, 'preview')
  await page.getByRole('button', { name: 'Refused 8' }).click()
  await expect(changes(page).filter({ hasText: /Comments: The instance .*lena@/ })).toHaveCount(EACH)
  await expect(changes(page).filter({ hasText: /Comments: The instance .*otto@/ })).toHaveCount(EACH)
  await changes(page).first().click()
  await look(page, 'refused')

  // The instance of two accounts fails once; the run is paused, goes on, and is tried again.
  await page.getByRole('button', { name: /^All/ }).click()
  const match = { method: 'PUT', path: '/api/v1/videos/' }
  harbour.control.addFault({ match, fault: { kind: 'status', status: 400 } })
  // A quick run would be over before anybody can pause it.
  harbour.control.addFault({ match, fault: { kind: 'delay', ms: 5000 } })
  await page.getByRole('button', { name: 'Run 8 changes' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(sentence(page, /^Paused: \d of 8$/)).toBeVisible()
  await look(page, 'paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(sentence(page, '7 done · 1 failed')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Try 1 again' }).click()
  await expect(sentence(page, '8 done')).toBeVisible({ timeout: 30_000 })
  expect(await policies(harbour)).toEqual([3])
  await look(page, 'done')

  await page.getByRole('button', { name: 'Undo 8 changes…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Undo' })).toBeVisible()
  await expect(sentence(page, '8 done')).toBeVisible({ timeout: 30_000 })
  expect(await policies(harbour)).toEqual([1])
  expect(pageErrors).toEqual([])
})
