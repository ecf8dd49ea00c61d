import { app } from 'electron'
import { arch, release } from 'node:os'
import type { UploadRow } from '@shared/uploads/upload'
import type { Longshore } from '../longshore'
import { redact } from '../peertube/redact'
import { hidePaths } from '../system/hide-paths'
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
    row === null ? '' : JSON.stringify(withoutTypedSecrets(row), null, 2),
    ...log.tail(LOG_LINES),
  ]
  return hidePaths(redact(parts.filter((part) => part !== '').join('\n')))
}

/** A problem quotes what was typed, and a video's password is typed too. */
function withoutTypedSecrets(row: UploadRow): UploadRow {
  const problems = row.problems.map((problem) =>
    problem.field === 'passwords' ? { ...problem, params: {} } : problem,
  )
  return { ...row, problems }
}
