import Database from 'libsql'
import { join } from 'node:path'
import { cutOff, seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { signIn } from './support/window'

const TO_TRANSCODE = 2
const PUBLISHED = 1

/** The work on that video has been seen for two days. */
function beginEarlier(profile: string, uuid: string): void {
  const database = new Database(join(profile, 'longshore.db'))
  database.prepare('UPDATE library_work SET since = ? WHERE uuid = ?').run(Date.now() - 48 * 3_600_000, uuid)
  database.close()
}

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  test(`what an instance works on is listed in ${language}, and its end is told`, async ({
    start,
    startDemo,
    profile,
  }, testInfo) => {
    test.setTimeout(120_000)
    const word = (en: string, fr: string): string => (language === 'en' ? en : fr)
    const demo = await startDemo()
    demo.control.fill('demo', 12)
    const [first, second] = await demo.control.videos()
    if (first === undefined || second === undefined) throw new Error('no videos')
    await demo.control.setState(first.uuid, TO_TRANSCODE)
    await demo.control.setState(second.uuid, TO_TRANSCODE)
    const english = await start()
    await signIn(english.page, demo)
    await english.page.getByRole('link', { name: 'Library' }).click()
    await expect(english.page.getByRole('button', { name: '2 being processed' })).toBeVisible({
      timeout: 20_000,
    })
    await english.close()
    beginEarlier(profile, second.uuid)

    const { page, electron } = await start({ language, theme, size })
    await page.getByRole('link', { name: word('Library', 'Bibliothèque') }).click()
    await page.getByRole('button', { name: word('2 being processed', '2 en traitement') }).click()
    const list = page.getByRole('region', {
      name: word('The instance works on these', 'L’instance y travaille'),
    })
    await expect(list.getByText(first.name, { exact: true })).toBeVisible()
    await expect(
      list.getByText(
        word(
          'This takes far longer than it did for others.',
          'Cela dure bien plus longtemps que pour d’autres.',
        ),
      ),
    ).toHaveCount(1)
    await page.screenshot({ path: testInfo.outputPath(`working-${language}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    await list
      .getByRole('button', { name: word('Show all in the list', 'Tout afficher dans la liste') })
      .click()
    await expect(page.locator('header p').filter({ hasText: /^2 / })).toBeVisible()

    await expect(
      page.getByText(word('Transcoding, unusually long', 'Transcodage, anormalement long')).first(),
    ).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath(`slow-${language}.png`) })

    // Who looks at the window is told in it.
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.focus()
    })
    await demo.control.setState(first.uuid, PUBLISHED)
    await page.getByRole('button', { name: word('Look for changes now', 'Chercher les changements') }).click()
    await expect(
      page.getByText(word(`“${first.name}” is processed.`, `« ${first.name} » est traitée.`)).first(),
    ).toBeVisible({ timeout: 60_000 })
    await page.screenshot({ path: testInfo.outputPath(`ended-${language}.png`) })
    await expect(
      page.getByRole('button', { name: word('1 being processed', '1 en traitement') }),
    ).toBeVisible()
  })
}
