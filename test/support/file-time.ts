import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/** The clock of the file system rounds, and is a few milliseconds behind the process's own. */
const INACCURACY_MS = 2

/** A time (epoch milliseconds) after everything that was written so far, and before all that is written from now on. */
export async function timeBetweenWrites(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-time-'))
  const file = join(folder, 'now')
  const writtenAt = (): number => {
    writeFileSync(file, '')
    return statSync(file).mtimeMs
  }
  const time = Date.now() + INACCURACY_MS
  try {
    while (writtenAt() <= time + INACCURACY_MS) await setImmediate()
    return time
  } finally {
    rmSync(folder, { recursive: true })
  }
}
