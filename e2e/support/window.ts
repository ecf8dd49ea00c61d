import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { basename } from 'node:path'
import type { DemoInstance } from '../../src/demo-instance'
import { dropFiles } from './drop'

/** What people do in the window, by the names that a screen reader says (in English). */
export interface Credentials {
  username: string
  password: string
}

/** From the first page to the queue, which it waits for. */
export async function signIn(page: Page, demo: DemoInstance): Promise<void> {
  await giveCredentials(page, demo, demo.users.demo)
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
}

/** From the first page to whatever the instance answers. */
export async function giveCredentials(
  page: Page,
  demo: DemoInstance,
  person: Credentials,
  beforeSignIn?: () => Promise<void>,
): Promise<void> {
  await page.getByLabel('Address of your PeerTube instance').fill(demo.url)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await fillPassword(page, person, beforeSignIn)
}

export async function fillPassword(
  page: Page,
  { username, password }: Credentials,
  beforeSignIn?: () => Promise<void>,
): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await beforeSignIn?.()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Drops files and waits until each has its row. */
export async function addVideos(page: Page, paths: readonly string[]): Promise<void> {
  await dropFiles(page, paths)
  for (const path of paths) await expect(rowOf(page, basename(path))).toBeVisible()
}

/** The line of the queue that names this file. */
export function rowOf(page: Page, fileName: string): Locator {
  return page.getByRole('row').filter({ hasText: fileName })
}

/** The button that sends what is selected. */
export function uploadButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Upload( \d+)?$/ })
}

/** Chooses what the app's menu has under this label. */
export async function fromMenu(electron: ElectronApplication, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, label) => {
    const menus = Menu.getApplicationMenu()?.items ?? []
    const found = menus.flatMap(({ submenu }) => submenu?.items ?? []).find((item) => item.label === label)
    if (found === undefined) throw new Error(`the menu has no "${label}"`)
    // Electron types it as a bare Function.
    const click = found.click as () => void
    click()
  }, label)
}

/** What the system's picker of files answers from now on. */
export async function pickFiles(electron: ElectronApplication, ...paths: string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
  }, paths)
}

/** What the machine tells of its network; the app looks every few seconds. */
export async function setOnline(electron: ElectronApplication, online: boolean): Promise<void> {
  await electron.evaluate(({ net }, isOnline) => {
    net.isOnline = () => isOnline
  }, online)
}

/** What main keeps of a half-typed form of the first account; null: nothing. */
export function keptForm(page: Page, key: string): Promise<string | null> {
  return page.evaluate(async (formKey) => {
    const accounts = (await window.longshore.call('accounts.list', {})) as {
      value: { accounts: { id: string }[] }
    }
    const accountId = accounts.value.accounts[0]?.id ?? ''
    const kept = (await window.longshore.call('forms.get', { accountId, key: formKey })) as {
      value: string | null
    }
    return kept.value
  }, key)
}
