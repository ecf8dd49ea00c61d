import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LoggedRequest } from '../../../src/demo-instance'

/** Each test file runs alone and adds its lines; `calls.test.ts` reads them when all others have run. */
const FOLDER = join(import.meta.dirname, '../../../test-results')
const FILE = join(FOLDER, 'contract-calls.jsonl')

/** What the tests of one file asked of an instance of one version, and were not refused. */
export interface Calls {
  /** Name of the test file. */
  file: string
  version: string
  /** Method and path, without the query. */
  routes: string[]
}

export function forgetCalls(): void {
  mkdirSync(FOLDER, { recursive: true })
  rmSync(FILE, { force: true })
}

export function keepCalls(file: string, version: string, requests: readonly LoggedRequest[]): void {
  const answered = requests.filter(({ status }) => status > 0 && status < 400)
  const routes = [...new Set(answered.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`))]
  mkdirSync(FOLDER, { recursive: true })
  appendFileSync(FILE, `${JSON.stringify({ file, version, routes } satisfies Calls)}\n`)
}

export function keptCalls(): Calls[] {
  if (!existsSync(FILE)) return []
  const lines = readFileSync(FILE, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Calls)
}
