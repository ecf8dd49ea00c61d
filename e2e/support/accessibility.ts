import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Findings of axe-core that it calls serious or critical, as one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The other mode opens a page of its own, which Electron has not.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Elements that stick out of the window to the side: something is cut off. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a, input, h1, h2, [role="row"]')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        const isHidden = width <= 1 || getComputedStyle(element).visibility === 'hidden'
        return !isHidden && (left < -1 || right > window.innerWidth + 1)
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}
