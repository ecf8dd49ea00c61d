import { join } from 'node:path'
import { MemoryVault, type TokenVault } from '../../src/main/accounts'
import type { Publisher } from '../../src/main/ipc/handlers'
import { createLongshore, type Longshore } from '../../src/main/longshore'
import { systemClock } from '../../src/main/system/clock'
import { HashThread } from '../../src/main/uploads/hash-thread'
import type { EventName, EventPayload } from '@shared/ipc/contract'

export interface NodeApp {
  longshore: Longshore
  accountId: string
  /** Calls back at every event of that name. */
  on: <Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void) => void
}

const closed = (): Promise<null> => Promise.resolve(null)

/**
 * The whole app but its window, in plain Node, signed in to a demo instance. Tokens are kept in memory, or in the
 * secure store that is given.
 */
export async function startNodeApp(folder: string, demoUrl: string, keychain?: TokenVault): Promise<NodeApp> {
  const listeners = new Map<string, ((payload: unknown) => void)[]>()
  const publisher: Publisher = {
    publish(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload)
    },
  }
  const complain = (area: string, message: string, error?: unknown): void => {
    process.stderr.write(`${area}: ${message} ${error instanceof Error ? (error.stack ?? '') : ''}\n`)
  }
  const longshore = createLongshore({
    folder,
    version: '0.0.0',
    userAgent: 'Longshore/0.0.0 (bench)',
    vault: keychain ?? new MemoryVault(),
    clock: systemClock,
    connectivity: { online: true, onChange: () => () => undefined },
    hasher: new HashThread(join(__dirname, 'hash-worker.cjs')),
    libraryProgram: join(__dirname, 'library-worker.cjs'),
    publisher,
    // Warnings are of no matter here: an upload that does not arrive ends the benchmark.
    log: { info: () => undefined, warn: () => undefined, error: complain, tail: () => [] },
    openExternalLogin: () => Promise.reject(new Error('nobody is here')),
    startDemo: () => Promise.reject(new Error('it runs already')),
    pickVideos: closed,
    pickFile: closed,
    locateFile: closed,
    saveFile: closed,
    pickCaptions: closed,
    pickFolder: closed,
    downloadsFolder: () => '.',
    formatsLocale: () => 'en',
    copyText: () => undefined,
    onPublished: () => undefined,
    onWorkEnded: () => undefined,
    onNeedsAttention: (row) => {
      complain('uploads', JSON.stringify(row.state))
    },
  })
  await longshore.startUp()
  const tokenStore = keychain === undefined ? 'memory' : 'keychain'
  const person = { username: 'demo', password: 'demo-password', otp: null }
  const signedIn = await longshore.accounts.signIn({ instanceUrl: demoUrl, tokenStore, ...person })
  if (signedIn.kind !== 'signed-in') throw new Error('the sign-in failed')
  const accountId = signedIn.account.id
  await longshore.accounts.choices(accountId, true)
  const on: NodeApp['on'] = (name, listener) => {
    const known = listeners.get(name) ?? []
    listeners.set(name, [...known, listener as (payload: unknown) => void])
  }
  return { longshore, accountId, on }
}

/** Adds files or folders to the queue; resolves to the ids of the rows once all are in. */
export function addToQueue(
  { longshore, accountId, on }: NodeApp,
  paths: readonly string[],
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const intakeId = longshore.intake.addPaths(accountId, paths)
    on('intake.progressed', (progress) => {
      if (progress.intakeId !== intakeId || !progress.done) return
      if (progress.refused > 0) reject(new Error(`refused: ${JSON.stringify(progress.refusals[0])}`))
      else resolve(progress.addedIds)
    })
  })
}
