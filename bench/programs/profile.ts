// Makes a profile as a person's is after some use: one account whose tokens are in the keychain, and files in the
// queue. Arguments: profile folder, URL of the demo instance, files. Writes the ids of the rows as JSON.

import { KeytarVault } from '../../src/main/accounts'
import { systemClock } from '../../src/main/system/clock'
import { addToQueue, startNodeApp } from './node-app'

async function main(): Promise<string[]> {
  const [profile = '', demoUrl = '', ...files] = process.argv.slice(2)
  const app = await startNodeApp(profile, demoUrl, new KeytarVault(systemClock, 'Longshore'))
  const ids = await addToQueue(app, files)
  await app.longshore.handlers['settings.set']({ parallelPerAccount: 3, parallelTotal: 3 })
  await app.longshore.shutdown()
  return ids
}

main().then(
  (ids) => {
    process.stdout.write(`${JSON.stringify(ids)}\n`)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`)
    process.exit(1)
  },
)
