import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { dropFiles } from './support/drop'
import { expect, test } from './support/fixtures'
import { samples, temporaryFolder } from './support/launch'
import { look } from './support/look'
import { addVideos } from './support/window'

const secret = new Secret({ size: 20 })
const otto = { username: 'otto', password: 'otto-password' }

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  const suffix = `${theme}-${language}-${String(size.width)}`

  test(`sign-in, refusals and the frame picker are in order: ${suffix}`, async ({ start, startDemo }) => {
    test.setTimeout(120_000)
    const word = (en: string, fr: string): string => (language === 'en' ? en : fr)
    const demo = await startDemo()
    await demo.control.createUser({ ...otto, otpSecret: secret.base32 })
    const { page, pageErrors } = await start({ language, theme, size })
    const dialog = page.getByRole('dialog')

    await page.getByRole('textbox').fill(demo.url)
    await page.keyboard.press('Enter')
    await page.locator('[autocomplete="username"]').fill(otto.username)
    await page.locator('[autocomplete="current-password"]').fill(otto.password)
    await look(page, `password-${suffix}`)
    await page.keyboard.press('Enter')
    const code = page.locator('[autocomplete="one-time-code"]')
    await code.waitFor()
    await look(page, `otp-${suffix}`)
    await code.pressSequentially(new TOTP({ secret }).generate())
    await expect(page.getByRole('heading', { level: 1, name: word('Uploads', 'Envois') })).toBeVisible()

    const folder = temporaryFolder('refused')
    const refused = ['notes on the tides.txt', 'an empty file.mp4'].map((name) => join(folder.path, name))
    for (const path of refused) writeFileSync(path, '')
    await dropFiles(page, refused)
    await expect(dialog).toContainText(word('Not added', 'Non ajouté'))
    await look(page, `refused-${suffix}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    folder.remove()

    await addVideos(page, [samples.harbour])
    await page
      .getByRole('complementary')
      .getByRole('button', { name: word('Pick a frame…', 'Prendre dans la vidéo…') })
      .click()
    await expect(
      dialog.getByRole('button', { name: word('Use this frame', 'Utiliser cette image') }),
    ).toBeEnabled()
    await look(page, `frame-${suffix}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    expect(pageErrors).toEqual([])
  })
}
