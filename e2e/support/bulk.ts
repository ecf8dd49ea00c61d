import type { Locator, Page } from '@playwright/test'

/** The rows of a batch. */
export function changes(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Changes, one for each video' }).getByRole('option')
}

/** The sentence of a batch; what screen readers hear says the same elsewhere. */
export function sentence(page: Page, text: string | RegExp): Locator {
  return page.getByRole('main').getByText(text, { exact: true })
}

export async function addChange(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a change' }).click()
  await page.getByRole('menuitem', { name: field, exact: true }).click()
}
