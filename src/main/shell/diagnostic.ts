import { app } from 'electron'
import { arch, release } from 'node:os'
import type { Longshore } from '../longshore'
import { redact } from '../peertube/redact'
import type { Logger } from '../system/logger'

const LOG_LINES = 60

interface DiagnosticInput {
  longshore: Longshore
  log: Logger
  /** Null: of the app alone. */
  uploadId: string | null
}

/** Text for a bug report: versions, the upload, the last lines of the log; no secret and no file's path. */
export function describeForSupport({ longshore, log, uploadId }: DiagnosticInput): string {
  const row = uploadId === null ? null : longshore.uploads.row(uploadId)
  const account = longshore.accounts.list().accounts.find(({ id }) => id === row?.accountId)
  const parts = [
    `Longshore ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${release()} ${arch()}`,
    account === undefined ? '' : `Instance: ${account.instanceUrl}, PeerTube ${account.instanceVersion}`,
    row === null ? '' : JSON.stringify(row, null, 2),
    ...log.tail(LOG_LINES),
  ]
  return redact(parts.filter((part) => part !== '').join('\n'))
}
