import { source, type AxeResults, type RunOptions } from 'axe-core'
import type { Page } from '@playwright/test'

/** What passed, and what nobody can tell, is not written down: that takes longer than the rules. */
const OPTIONS: RunOptions = { resultTypes: ['violations'] }

declare global {
  // Once the page has been given axe-core.
  var axe: { run: (options: RunOptions) => Promise<AxeResults> } | undefined
}

/** Findings of axe-core that it calls serious or critical, as one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => globalThis.axe !== undefined)
  if (!isThere) await page.evaluate(source)
  return page.evaluate(async (options) => {
    const results = await globalThis.axe?.run(options)
    if (results === undefined) throw new Error('the page has no axe-core')
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }, OPTIONS)
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
