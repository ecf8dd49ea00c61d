import { join } from 'node:path'
import { seriousFindings } from './support/accessibility'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { addVideos, rowOf, signIn } from './support/window'

// Menus, tooltips and dialogs are loaded when first asked for: the first time has to be like every other.
for (const theme of ['light', 'dark'] as const) {
  test(`what opens over the window is there when first asked for: ${theme}`, async ({ start, startDemo }) => {
    const demo = await startDemo()
    const { page } = await start({ theme })
    const look = (name: string) =>
      page.screenshot({ path: join('test-results', 'menus', `${name}-${theme}.png`) })
    await signIn(page, demo)
    await addVideos(page, [samples.harbour, samples.lighthouse])
    // Words on a full button are read under the pointer, too.
    await page.getByRole('button', { name: 'Add videos', exact: true }).first().hover()
    expect(await seriousFindings(page)).toEqual([])
    const row = rowOf(page, 'Harbour at dawn.mp4')
    const menu = page.getByRole('menu')
    const edit = menu.getByRole('menuitem', { name: 'Edit' })

    await row.click({ button: 'right' })
    await expect(edit).toBeVisible()
    const [place, pointer] = [await menu.boundingBox(), await row.boundingBox()]
    expect(place?.y).toBeGreaterThan(pointer?.y ?? Infinity)
    await look('context')
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await expect(row).toBeFocused()

    await page.keyboard.press('Shift+F10')
    await expect(edit).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(row).toBeFocused()

    const more = page.getByRole('button', { name: 'Choose what to add' })
    await more.click()
    await expect(menu.getByRole('menuitem')).toHaveCount(2)
    await look('dropdown')
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)

    await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button').last().hover()
    await expect(page.getByRole('tooltip', { includeHidden: true })).toBeAttached()
    await look('tooltip')
  })
}
