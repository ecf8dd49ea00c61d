import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from './support/fixtures'
import { viewAs } from './support/instance'
import { samples, temporaryFolder } from './support/launch'
import { look } from './support/look'
import { addVideos, pickFiles, rowOf, setOnline } from './support/window'

const goTo = (page: Page, place: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = `#/${hash}`
  }, place)

for (const [language, theme, size] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['fr', 'dark', { width: 900, height: 600 }],
] as const) {
  const suffix = `${theme}-${language}-${String(size.width)}`

  test(`what is told and asked in trouble is in order: ${suffix}`, async ({ start, startDemo }) => {
    test.setTimeout(120_000)
    const word = (en: string, fr: string): string => (language === 'en' ? en : fr)
    const demo = await startDemo({ maxChunkSize: 32 * 1024 })
    demo.control.fill('demo', 12)
    const { page, electron, pageErrors } = await start({ language, theme, size })
    const dialog = page.getByRole('dialog')

    await page.getByRole('textbox').fill(demo.url)
    await page.keyboard.press('Enter')
    await page.locator('[autocomplete="username"]').fill(demo.users.demo.username)
    await page.locator('[autocomplete="current-password"]').fill(demo.users.demo.password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: word('Uploads', 'Envois') })).toBeVisible()
    await addVideos(page, [samples.harbour])

    // An upload that fails while the person looks at another page.
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.focus()
    })
    await page.evaluate(() => window.longshore.call('settings.set', { bandwidthLimit: 40_000 }))
    await page.getByRole('button', { name: word('Upload 1', 'Envoyer 1') }).click()
    await expect.poll(() => demo.control.statistics().putBytes).toBeGreaterThan(0)
    await goTo(page, 'library')
    const videos = page.getByRole('grid').locator('[data-video]')
    await expect(videos).toHaveCount(12)
    demo.control.addFault({
      match: { method: 'PUT', path: 'upload-resumable' },
      fault: { kind: 'status', status: 403, body: { status: 403, detail: 'Not yours' } },
    })
    await page.locator('li[data-state="open"]').waitFor({ timeout: 20_000 })
    await look(page, `toast-${suffix}`)

    await goTo(page, 'uploads')
    await rowOf(page, basename(samples.harbour)).click({ button: 'right' })
    await page.getByRole('menuitem', { name: word('State and diagnostic', 'État et diagnostic') }).click()
    await dialog.getByRole('button', { name: word('Copy diagnostic', 'Copier le diagnostic') }).waitFor()
    await look(page, `upload-details-${suffix}`)
    await page.keyboard.press('Escape')

    await goTo(page, 'settings')
    const defaults = word('Edit the defaults of', 'Modifier les valeurs par défaut de')
    await page.getByRole('button', { name: `${defaults} Demo channel` }).click()
    await dialog.getByRole('textbox').first().waitFor()
    await look(page, `channel-defaults-${suffix}`)
    await page.keyboard.press('Escape')

    // A video that is to be deleted, and that somebody else changed meanwhile.
    const view = await viewAs(demo, demo.users.demo)
    await goTo(page, 'library')
    // What nobody has read of a video yet can't be seen to have changed.
    await expect(page.getByText(word('details of', 'détails de'))).toHaveCount(0, { timeout: 30_000 })
    await setOnline(electron, false)
    await page.getByText(word('No network. Uploads', 'Pas de réseau. Les envois')).waitFor()
    await videos.first().click()
    await videos.first().press('Enter')
    const panel = page.getByRole('complementary')
    const uuid = (await panel.getByText(/^[0-9a-f-]{36}$/).textContent()) ?? ''
    await panel.getByRole('button', { name: word('Delete…', 'Supprimer…') }).click()
    await dialog.getByRole('button', { name: word('Delete the video', 'Supprimer la vidéo') }).click()
    await view.updateVideo(uuid, { description: 'What they wrote on their own page. '.repeat(12) })
    await setOnline(electron, true)
    await goTo(page, 'changes')
    const conflict = page.getByRole('button', { name: word('Decide…', 'Décider…') })
    await conflict.click({ timeout: 20_000 })
    await dialog.getByText('What they wrote on their own page.').waitFor()
    await look(page, `deletion-conflict-${suffix}`)
    await dialog.getByRole('button', { name: word('Keep the video', 'Garder la vidéo') }).click()
    await expect(dialog).toHaveCount(0)
    await expect(conflict).toHaveCount(0)
    expect(await view.get(`/videos/${uuid}`)).toMatchObject({ uuid })

    const folder = temporaryFolder('tables')
    const table = join(folder.path, 'videos.csv')
    const stranger = '00000000-0000-4000-8000-000000000000'
    writeFileSync(
      table,
      `uuid,title,mood\n${uuid},${'A name '.repeat(40)},good\n${stranger},Stranger,bad\n${uuid},Twice,\nno,No,\n`,
    )
    await pickFiles(electron, table)
    await goTo(page, 'library')
    await page
      .getByRole('button', { name: word('Tables and bulk edits', 'Tableaux et modifications groupées') })
      .click()
    await page.getByRole('menuitem', { name: word('Import a table…', 'Importer un tableau…') }).click()
    await page.getByText(stranger).waitFor()
    await look(page, `import-report-${suffix}`)
    folder.remove()
    expect(pageErrors).toEqual([])
  })
}
