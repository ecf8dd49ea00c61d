import { assertNever } from '@shared/assert-never'
import type { RetryReason, UploadRow, UploadState } from '@shared/uploads/upload'

export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'error'

/** How a state is told: never by colour alone. `label` and `hint` are i18n keys under `uploads`. */
export interface StateWords {
  icon: string
  tone: Tone
  label: string
  /** A second line that says why, or what to do. */
  hint: string | null
  params: Record<string, string | number>
  /** What the hint says as `{why}`. */
  why?: RetryReason
}

const words = (
  icon: string,
  tone: Tone,
  label: string,
  hint: string | null = null,
  params: StateWords['params'] = {},
): StateWords => ({ icon, tone, label: `state.${label}`, hint, params })

const BLOCK_ICONS = {
  offline: 'i-lucide-wifi-off',
  'signed-out': 'i-lucide-user-lock',
  quota: 'i-lucide-hard-drive',
  'file-missing': 'i-lucide-file-x',
  'file-changed': 'i-lucide-file-warning',
  'instance-unreachable': 'i-lucide-server-off',
} as const

function draftWords(row: UploadRow): StateWords {
  const count = row.problems.length
  if (count > 0) return words('i-lucide-pencil-line', 'warning', 'draftProblems', null, { count })
  return words('i-lucide-pencil-line', 'neutral', 'draft', 'hint.draftReady')
}

/** A pause that the instance asks for, and the wait for bytes to settle, are no failed attempts. */
function retryWords({ attempt, retryBecause: why }: Extract<UploadState, { name: 'queued' }>): StateWords {
  const known = attempt > 0 ? 'hint.retryBecause' : 'hint.waitsBecause'
  const told = words('i-lucide-timer', 'neutral', 'waitsToRetry', why ? known : 'hint.retrySoon', { attempt })
  return why ? { ...told, why } : told
}

function queuedWords(row: UploadRow, now: number): StateWords {
  const { state } = row
  if (state.name !== 'queued') return words('i-lucide-clock', 'neutral', 'queued')
  if (state.restartedBecause !== null) {
    return words('i-lucide-rotate-ccw', 'neutral', 'queued', `restarted.${state.restartedBecause}`)
  }
  if (state.notBefore !== null && state.notBefore > now) return retryWords(state)
  return words('i-lucide-clock', 'neutral', 'queued', row.bytesSent > 0 ? 'hint.goesOn' : null)
}

function stepWords(row: UploadRow): StateWords {
  const failed = row.steps.filter((step) => step.error !== null).length
  if (failed > 0) {
    const hint = row.isHeldBack ? 'hint.heldBackFailed' : 'hint.stepsFailed'
    return words('i-lucide-circle-alert', 'warning', 'stepsFailed', hint, { count: failed })
  }
  const isStuck = row.problems.length > 0
  if (row.isHeldBack)
    return words('i-lucide-lock', 'primary', 'heldBack', isStuck ? 'hint.stepsHeld' : 'hint.heldBack')
  const hint = isStuck ? 'hint.stepsHeld' : 'hint.stepsWait'
  if (row.steps.length > 0) return words('i-lucide-circle-check', 'success', 'published', hint)
  return words('i-lucide-circle-check', 'success', 'published')
}

/** `now` in epoch milliseconds. */
export function stateWords(row: UploadRow, now: number): StateWords {
  const { state } = row
  switch (state.name) {
    case 'draft':
      return draftWords(row)
    case 'queued':
      return queuedWords(row, now)
    case 'uploading':
      return words('i-lucide-arrow-up', 'primary', 'uploading')
    case 'paused':
      return words('i-lucide-pause', 'neutral', 'paused')
    case 'blocked':
      return words(
        BLOCK_ICONS[state.reason],
        'warning',
        `blocked.${state.reason}`,
        `blockedHint.${state.reason}`,
      )
    case 'finishing':
      return words('i-lucide-loader', 'primary', 'finishing', 'hint.finishing')
    case 'processing':
      return words('i-lucide-cog', 'primary', 'processing', 'hint.processing')
    case 'published':
      return stepWords(row)
    case 'failed':
      if (state.code === 'cancelled-late')
        return words('i-lucide-circle-alert', 'warning', 'cancelledLate', 'failure.cancelled-late')
      return words('i-lucide-circle-x', 'error', 'failed', `failure.${state.code}`)
    case 'cancelled':
      return words(
        'i-lucide-ban',
        'neutral',
        'cancelled',
        state.soughtSince === undefined ? null : 'hint.sought',
      )
    default:
      return assertNever(state)
  }
}

/** Whether a bar tells something: bytes flow, or wait half way. */
export function showsProgress(row: UploadRow): boolean {
  const { name } = row.state
  if (name === 'uploading' || name === 'finishing') return true
  return row.bytesSent > 0 && (name === 'queued' || name === 'paused' || name === 'blocked')
}
