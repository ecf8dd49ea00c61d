import type { Page } from '@playwright/test'

/** Drops files with their real paths, as a file manager does; `new File()` would have none. */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  at = { x: 600, y: 400 },
): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: at.x, y: at.y, data })
  }
  await client.detach()
}
