import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test, type TestInstance } from './support/fixtures'

const LOGIN_PAGE = '/plugins/auth-demo/'

/** To the step where the instance offers to sign in elsewhere; presses its button. */
async function askForExternalLogin(page: Page, demo: TestInstance): Promise<void> {
  demo.control.setConfig({ externalAuth: true })
  await page.getByLabel('Address of your PeerTube instance').fill(demo.url)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in with Demo single sign-on' }).click()
}

/** Windows of the app, and whether the last one is shut off from it. */
async function loginWindow(electron: ElectronApplication) {
  return electron.evaluate(({ BrowserWindow, session }) => {
    const last = BrowserWindow.getAllWindows().find(
      (window) => !window.webContents.getURL().startsWith('app:'),
    )
    return last === undefined
      ? null
      : { ownSession: last.webContents.session !== session.defaultSession, title: last.getTitle() }
  })
}

test('external login: the token is caught, the window goes, the account is there', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page, pageErrors } = await start()
  await askForExternalLogin(page, demo)
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await expect(page.getByText('sso_user').first()).toBeVisible()
  expect(electron.windows()).toHaveLength(1)
  expect(pageErrors).toEqual([])
})

test('external login: refused there, closed by the person, and then it works', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page } = await start()
  demo.control.addFault({
    match: { path: LOGIN_PAGE },
    fault: { kind: 'status', status: 302, headers: { location: '/login?externalAuthError=true' } },
  })
  await askForExternalLogin(page, demo)
  await expect(page.getByRole('alert')).toContainText('The external login did not work')
  expect(electron.windows()).toHaveLength(1)

  demo.control.addFault({
    match: { path: LOGIN_PAGE },
    fault: { kind: 'status', status: 200, contentType: 'text/html', body: '<title>Who are you?</title>' },
  })
  const [opened] = await Promise.all([
    electron.waitForEvent('window'),
    page.getByRole('button', { name: 'Sign in with Demo single sign-on' }).click(),
  ])
  await opened.waitForLoadState()
  expect(await loginWindow(electron)).toMatchObject({ ownSession: true })
  expect(await opened.evaluate(() => 'longshore' in window)).toBe(false)
  await opened.close()
  await expect(page.getByText('closed', { exact: false })).toBeVisible()

  await page.getByRole('button', { name: 'Sign in with Demo single sign-on' }).click()
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
})
