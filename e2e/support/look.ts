import { expect, type Page } from '@playwright/test'
import { join } from 'node:path'
import { cutOff, seriousFindings } from './accessibility'

/** Looks at a screen: nothing serious for axe, nothing cut off, and a picture for people. */
export async function look(page: Page, name: string): Promise<void> {
  await glance(page, name)
  expect(await seriousFindings(page), `${name}: axe`).toEqual([])
}

/** The same without axe, which takes its time: it was asked about the same screen in this theme before. */
export async function glance(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join('test-results', 'screens', `${name}.png`) })
  expect(await cutOff(page), `${name}: cut off`).toEqual([])
}
