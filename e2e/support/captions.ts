import type { ElectronApplication, Page } from '@playwright/test'
import { expect, type TestInstance } from './fixtures'
import { viewAs, type InstanceView } from './instance'

export const TITLE = 'Lighthouse tour'

export async function openVideo(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Library' }).click()
  const video = page.getByRole('grid', { name: 'Videos' }).locator('[data-video]').filter({ hasText: TITLE })
  await video.dblclick()
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2, name: TITLE })).toBeVisible()
  await unfoldCaptions(page)
}

export async function unfoldCaptions(page: Page): Promise<void> {
  const sections = page.getByRole('complementary').getByRole('heading', { level: 3 })
  const captions = sections.getByRole('button', { name: /^(Captions|Sous-titres)/ })
  if ((await captions.getAttribute('aria-expanded')) === 'false') await captions.click()
}

/** From the list of captions to the editor. */
export async function addLanguage(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: /^Add captions in/ }).click()
  await page.getByRole('combobox', { name: 'Search…' }).fill(language)
  await page.getByRole('option', { name: language, exact: true }).click()
}

/** One sign-in for each instance: whoever looks again and again would soon be sent away. */
const views = new WeakMap<TestInstance, Promise<InstanceView>>()

function viewOf(demo: TestInstance): Promise<InstanceView> {
  const view = views.get(demo) ?? viewAs(demo, demo.users.demo)
  views.set(demo, view)
  return view
}

export async function storedText(demo: TestInstance, uuid: string): Promise<string> {
  const view = await viewOf(demo)
  const { data } = await view.get<{ data: { captionPath: string }[] }>(`/videos/${uuid}/captions`)
  const [caption] = data
  return caption === undefined ? '' : (await view.bytes(caption.captionPath)).toString('utf8')
}

/** What the app is told of this computer's network. */
export async function setOnline(electron: ElectronApplication, online: boolean): Promise<void> {
  await electron.evaluate(({ net }, isOnline) => {
    net.isOnline = () => isOnline
  }, online)
}
