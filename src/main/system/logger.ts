import { join } from 'node:path'
import log from 'electron-log/node'

export type Level = 'info' | 'warn' | 'error'

/** Writes lines; never a secret: every text goes through `redact` first. */
export interface Logger {
  info(area: string, message: string, error?: unknown): void
  warn(area: string, message: string, error?: unknown): void
  error(area: string, message: string, error?: unknown): void
  /** The last lines, for a diagnostic. */
  tail(lines: number): string[]
}

const MAX_FILE_BYTES = 2 * 1024 * 1024
const REMEMBERED_LINES = 300

/** A log in `<folder>/longshore.log`, turned over at 2 MiB. */
export function createLogger(folder: string, redact: (text: string) => string): Logger {
  const remembered: string[] = []
  log.transports.console.level = false
  log.transports.file.resolvePathFn = () => join(folder, 'longshore.log')
  log.transports.file.maxSize = MAX_FILE_BYTES
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms}{z} {level} {text}'

  const write = (level: Level, area: string, message: string, error: unknown): void => {
    const line = redact(`${area}: ${message}${error === undefined ? '' : ` | ${describeError(error)}`}`)
    remembered.push(`${new Date().toISOString()} ${level} ${line}`)
    if (remembered.length > REMEMBERED_LINES) remembered.shift()
    log[level](line)
  }
  return {
    info: (area, message, error) => {
      write('info', area, message, error)
    },
    warn: (area, message, error) => {
      write('warn', area, message, error)
    },
    error: (area, message, error) => {
      write('error', area, message, error)
    },
    tail: (lines) => remembered.slice(-lines),
  }
}

/** An error with its causes, on one line per cause. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\ncaused by ${describeError(error.cause)}`
}
