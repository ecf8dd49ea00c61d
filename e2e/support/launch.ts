import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')

export interface LaunchOptions {
  /** The profile; a second launch with the same one is a restart. */
  profile: string
  language?: 'en' | 'fr'
  theme?: 'light' | 'dark'
  /** Null: as the profile has it. */
  size?: { width: number; height: number } | null
  /** Files and folders on the command line. */
  paths?: readonly string[]
  /** Over the environment of the tests. */
  env?: Readonly<Record<string, string>>
}

export interface RunningApp {
  electron: ElectronApplication
  page: Page
  /** Everything the page wrote to its console as an error, with where it is from. */
  pageErrors: string[]
  close(): Promise<void>
  /** As a power cut: no handler of ours runs. */
  kill(): Promise<void>
}

/** Starts the real app on a profile and waits for its window. */
export async function launch(options: LaunchOptions): Promise<RunningApp> {
  const size = options.size === undefined ? { width: 1280, height: 800 } : options.size
  if (size !== null) rememberSize(options.profile, size)
  const electron = await _electron.launch({
    cwd: root,
    args: [
      '.',
      `--user-data-dir=${options.profile}`,
      `--lang=${options.language ?? 'en'}`,
      ...(options.paths ?? []),
    ],
    env: {
      ...environment(),
      LANGUAGE: options.language ?? 'en',
      LANG: options.language === 'fr' ? 'fr_FR.UTF-8' : 'en_US.UTF-8',
      ...options.env,
    },
  })
  // Whatever network the machine has: the tests' instances are on it, and a test that wants none says so.
  await electron.evaluate(({ net }) => {
    net.isOnline = () => true
  })
  const page = await electron.firstWindow()
  const pageErrors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => pageErrors.push(String(error)))
  await page.emulateMedia({ colorScheme: options.theme ?? 'light', reducedMotion: 'reduce' })
  await shown(electron)
  // The menu bar takes some of the height that a window is opened with.
  if (size !== null) await resize(electron, size)
  return {
    electron,
    page,
    pageErrors,
    close: async () => {
      // The question about running uploads is for people.
      await electron
        .evaluate(({ app }) => {
          app.exit(0)
        })
        .catch(() => undefined)
      await electron.close().catch(() => undefined)
    },
    kill: () => kill(electron),
  }
}

/** The command line of a plain start, without Playwright. */
export function launchArguments(profile: string, paths: readonly string[]): [string, ...string[]] {
  const program = join(
    root,
    'node_modules',
    'electron',
    'dist',
    process.platform === 'win32' ? 'electron.exe' : 'electron',
  )
  const flags = process.platform === 'linux' ? ['--no-sandbox'] : []
  return [program, root, ...flags, `--user-data-dir=${profile}`, ...paths]
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'))
}

/** From the start, since the page lays itself out by the width that it finds. */
function rememberSize(profile: string, size: { width: number; height: number }): void {
  writeFileSync(join(profile, 'window.json'), JSON.stringify({ x: 0, y: 0, ...size, maximized: false }))
}

/** A window that is given another size before it was drawn for the first time may never be drawn. */
async function shown(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined || window.isVisible()) return
    await new Promise<void>((done) => {
      window.once('show', done)
    })
  })
}

export async function resize(
  electron: ElectronApplication,
  size: { width: number; height: number },
): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
}

async function kill(electron: ElectronApplication): Promise<void> {
  const child = electron.process()
  // Not its exit: its helpers go a moment later, and write into the profile until then.
  const gone = once(child, 'close')
  child.kill('SIGKILL')
  await gone
}

/** A folder that is gone after the test. */
export function temporaryFolder(name: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `longshore-${name}-`))
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

export const samples = {
  folder: join(root, 'samples'),
  harbour: join(root, 'samples', 'Harbour at dawn.mp4'),
  tides: join(root, 'samples', 'tide-tables.webm'),
  lighthouse: join(root, 'samples', 'lighthouse_tour.mp4'),
}
