import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { z } from 'zod'

const START_LIMIT_MS = 30_000

export interface PackagedApp {
  page: Page
  /** What the app wrote to its standard output and error. */
  output: () => string
  close: () => Promise<void>
}

/** The command line that `npm run package` hands over: the executable and the flags this system needs. */
function commandLine(): [string, ...string[]] {
  const given = process.env['LONGSHORE_PACKAGED']
  if (given === undefined) throw new Error('This runs as part of `npm run package`.')
  return z.tuple([z.string()], z.string()).parse(JSON.parse(given))
}

/**
 * Starts the packaged app on a profile and attaches to its window. Its fuses forbid the main process's inspector,
 * which Playwright's own launcher needs, so this goes through Chromium's debugging port and sees the page alone.
 */
export async function attach(profile: string): Promise<PackagedApp> {
  const [executable, ...flags] = commandLine()
  const child = spawn(
    executable,
    [...flags, `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--lang=en'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANGUAGE: 'en', LANG: 'en_US.UTF-8' } },
  )
  // Its helpers write to the same streams, and into the profile: it has ended when they have.
  const ended = once(child, 'close')
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (data: string) => (text += data))
  }
  try {
    const port = await debuggingPort(child, profile)
    // Playwright's usual settings for a new context are refused: Electron has one context and no management of it.
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
    const page = await firstPage(() => browser.contexts().flatMap((context) => context.pages()))
    const close = async (): Promise<void> => {
      await browser.close()
      child.kill('SIGKILL')
      await ended
    }
    return { page, output: () => text, close }
  } catch (error) {
    child.kill('SIGKILL')
    await ended
    throw new Error(`The packaged app did not come up. It said:\n${text}`, { cause: error })
  }
}

/** Chromium chooses the port and writes it down in the profile. */
async function debuggingPort(child: ChildProcess, profile: string): Promise<string> {
  const file = join(profile, 'DevToolsActivePort')
  const ready = (): boolean => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('It ended at once.')
    return existsSync(file) && readFileSync(file, 'utf8').includes('\n')
  }
  await expect.poll(ready, { timeout: START_LIMIT_MS }).toBe(true)
  return readFileSync(file, 'utf8').split('\n')[0] ?? ''
}

async function firstPage(pages: () => Page[]): Promise<Page> {
  const own = (): Page | undefined => pages().find((page) => page.url().startsWith('app://'))
  await expect.poll(own, { timeout: START_LIMIT_MS }).toBeDefined()
  const page = own()
  if (page === undefined) throw new Error('The window closed again.')
  return page
}
