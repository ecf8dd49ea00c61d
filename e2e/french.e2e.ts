import { basename } from 'node:path'
import { dropFiles } from './support/drop'
import { expect, test } from './support/fixtures'
import { samples } from './support/launch'
import { rowOf } from './support/window'

test('en français, du premier écran à la vidéo publiée; the language and the look change at once', async ({
  start,
  startDemo,
}) => {
  const demo = await startDemo()
  const { electron, page, pageErrors } = await start({ language: 'fr' })
  await page.getByLabel('Adresse de votre instance PeerTube').fill(demo.url)
  await page.getByRole('button', { name: 'Continuer', exact: true }).click()
  await page.getByLabel('Identifiant').fill(demo.users.demo.username)
  await page.getByLabel('Mot de passe', { exact: true }).fill(demo.users.demo.password)
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(page.getByText('Déposez vos vidéos ici')).toBeVisible()
  await dropFiles(page, [samples.tides])
  const row = rowOf(page, basename(samples.tides))
  await expect(row).toContainText('Brouillon')
  await page.getByRole('button', { name: /^Envoyer 1$/ }).click()
  await expect(row).toContainText('Terminé', { timeout: 30_000 })
  expect(
    await electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label)),
  ).toContain('Fichier')

  await page.getByRole('link', { name: 'Réglages' }).click()
  await page.getByLabel('Apparence').click()
  await page.getByRole('option', { name: 'Sombre' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.getByLabel('Langue').click()
  await page.getByRole('option', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('link', { name: /^Uploads/ }).click()
  await expect(row).toContainText('Done')
  expect(pageErrors).toEqual([])
})
