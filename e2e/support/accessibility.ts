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

/** Elements that stick out of the window to the side, and those that are too low for their own words. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Ascenders and descenders stick out of a line by so much. */
    const LINE_SLACK_PX = 4
    const isSeen = (element: Element): boolean =>
      element.getBoundingClientRect().width > 1 && getComputedStyle(element).visibility !== 'hidden'
    const sticksOut = (element: Element): boolean => {
      const { left, right } = element.getBoundingClientRect()
      return left < -1 || right > window.innerWidth + 1
    }
    const clipsItsWords = (element: Element): boolean => {
      const hasWords = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      )
      if (!hasWords || element.scrollHeight <= element.clientHeight + LINE_SLACK_PX) return false
      const { overflowY, webkitLineClamp } = getComputedStyle(element)
      // So many lines and no more are meant to be seen.
      return ['hidden', 'clip'].includes(overflowY) && webkitLineClamp === 'none'
    }
    const controls = [...document.querySelectorAll('button, a, input, h1, h2, [role="row"]')]
    const all = [...document.body.querySelectorAll('*')]
    return [...controls.filter(sticksOut), ...all.filter(clipsItsWords)]
      .filter(isSeen)
      .map((element) => element.outerHTML.slice(0, 120))
  })
}
