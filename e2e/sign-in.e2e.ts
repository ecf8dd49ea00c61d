import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, fillPassword, giveCredentials, rowOf, signIn, uploadButton } from './support/window'

const secret = new Secret({ size: 20 })

test('first run: the app offers a demo instance, and it works', async ({ start }) => {
  const { page, pageErrors } = await start()
  await page.getByRole('button', { name: 'Try it without an account' }).click()
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await expect(page.getByText('Drop your videos here')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('the demo instance works without a network', async ({ start }) => {
  const { page, electron } = await start()
  const looked = await electron.evaluateHandle(({ net }) => {
    const looks = { count: 0 }
    net.isOnline = () => {
      looks.count += 1
      return false
    }
    return looks
  })
  await expect.poll(() => looked.evaluate(({ count }) => count)).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Try it without an account' }).click()
  await expect(page.getByText('Drop your videos here')).toBeVisible()
  await addVideos(page, [samples.harbour])
  await uploadButton(page).click()
  await expect(rowOf(page, basename(samples.harbour))).toContainText('Done', { timeout: 30_000 })
})

test('an address that is no PeerTube is refused, with the reason, and stays typed', async ({ start }) => {
  const { page } = await start()
  const field = page.getByLabel('Address of your PeerTube instance')
  await field.fill('127.0.0.1:9')
  const next = page.getByRole('button', { name: 'Continue', exact: true })
  await next.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  // It could not be pressed meanwhile: the keyboard is where it was, and not at the top of the window.
  await expect(next).toBeFocused()
  await expect(field).toHaveValue('127.0.0.1:9')
})

test('an address over http is told to a screen reader, and asks for a yes', async ({ start }) => {
  const { page } = await start()
  await page.getByLabel('Address of your PeerTube instance').fill('http://tube.invalid')
  await page.keyboard.press('Enter')
  const told = page.getByRole('alert')
  await expect(told).toContainText('This address is not encrypted')
  await expect(told.getByRole('button', { name: 'Go on without encryption' })).toBeVisible()
})

test('a wrong password is said at its field and the name is kept', async ({ start, startDemo }) => {
  const { page } = await start()
  const demo = await startDemo()
  await giveCredentials(page, demo, { username: 'demo', password: 'wrong' })
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('demo')
  await fillPassword(page, demo.users.demo)
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
})

test('two-factor: the code is asked for, a wrong one is refused, the right one signs in', async ({
  start,
  startDemo,
}) => {
  const { page } = await start()
  const demo = await startDemo()
  const otto = { username: 'otto', password: 'otto-password' }
  await demo.control.createUser({ ...otto, otpSecret: secret.base32 })
  await giveCredentials(page, demo, otto)
  const code = page.getByLabel('Six-digit code')
  // The last digit sends it.
  await code.pressSequentially('000000')
  await expect(page.getByRole('alert')).toBeVisible()
  await code.fill('')
  await code.pressSequentially(new TOTP({ secret }).generate())
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
})

test('the account is still signed in after a restart, and its token is not in the profile', async ({
  start,
  startDemo,
  profile,
}) => {
  const demo = await startDemo()
  const first = await start()
  await signIn(first.page, demo)
  await expect(first.page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await first.close()
  expect(demo.tokens().length).toBeGreaterThan(0)
  expect(filesThatContain(profile, demo.tokens())).toEqual([])
  const second = await start()
  await expect(second.page.getByRole('heading', { name: 'Uploads' })).toBeVisible()
  await expect(second.page.getByText('Drop your videos here')).toBeVisible()
})

/** Names of the files below a folder in which one of the texts stands. */
function filesThatContain(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path, 'latin1')
      return texts.some((text) => content.includes(text))
    })
}
