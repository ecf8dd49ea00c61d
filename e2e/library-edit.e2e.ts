import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect, test, type TestInstance } from './support/fixtures'
import { viewAs, type InstanceView } from './support/instance'
import { signIn } from './support/window'

interface ServerVideo {
  name: string
  description: string
  tags: string[]
  privacy: { id: number }
}

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details of the video' })
const field = (page: Page, name: string): Locator => panelOf(page).locator(`[data-field="${name}"]`)
const title = (page: Page): Locator => field(page, 'title').getByRole('textbox')
const description = (page: Page): Locator => field(page, 'description').getByRole('textbox')
const bar = (page: Page): Locator => panelOf(page).getByRole('group', { name: 'Unsaved changes' })

/** Opens the first video of the library in the panel; answers its uuid. */
async function openFirst(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Library' }).click()
  const row = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').first()
  await expect(page.getByText(/^Up to date/)).toBeVisible({ timeout: 30_000 })
  await row.click()
  await row.press('Enter')
  await expect(title(page)).toBeFocused()
  await expect(description(page)).toBeVisible()
  return (
    (await panelOf(page)
      .getByText(/^[0-9a-f-]{36}$/)
      .textContent()) ?? ''
  )
}

async function setOnline(electron: ElectronApplication, online: boolean): Promise<void> {
  await electron.evaluate(({ net }, isOnline) => {
    net.isOnline = () => isOnline
  }, online)
}

async function library(
  start: (options?: object) => Promise<{
    page: Page
    electron: ElectronApplication
    pageErrors: string[]
    kill: () => Promise<void>
  }>,
  demo: TestInstance,
) {
  demo.control.fill('demo', 20)
  const app = await start({ size: { width: 1280, height: 900 } })
  await signIn(app.page, demo)
  const uuid = await openFirst(app.page)
  const view = await viewAs(demo, demo.users.demo)
  const onServer = (): Promise<ServerVideo> => view.get(`/videos/${uuid}`)
  return { ...app, uuid, view, onServer }
}

test('a video is edited in its panel and saved', async ({ start, startDemo }) => {
  const demo = await startDemo()
  const { page, pageErrors, onServer } = await library(start, demo)
  await expect(bar(page)).toHaveCount(0)
  await title(page).fill('The tide comes in')
  await description(page).fill('Twice a day.')
  await expect(bar(page)).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(panelOf(page).getByText('Saved', { exact: true })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await expect.poll(async () => (await onServer()).name).toBe('The tide comes in')
  expect((await onServer()).description).toBe('Twice a day.')
  await title(page).fill('x')
  await page.keyboard.press('Control+s')
  expect(pageErrors).toEqual([])
})
