import { assertNever } from '@shared/assert-never'
import { ERROR_CODES, type ErrorCode } from '@shared/errors'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import type { SyncLine } from './sync-lines'

export interface SyncSituation {
  online: boolean
  /** Epoch milliseconds. */
  now: number
  /** What to call an account; empty where there is only one. */
  accountOf: (id: string) => string
}

/** How the copy stands, in a sentence. */
export function useSyncWords() {
  const { t } = useI18n()
  const format = useFormat()

  function reason(code: string | null): string {
    const known: ErrorCode = ERROR_CODES.find((one) => one === code) ?? 'internal'
    return t(`errors.${known}.title`, { version: '?', wait: '' })
  }

  function plain(line: SyncLine, { online, now }: SyncSituation): string {
    const when = line.lastDoneAt === null ? null : format.value.ago(line.lastDoneAt, now)
    if (line.kind === 'running') {
      const read = format.value.number(line.read)
      if (line.total === null) return t('library.sync.begins')
      return t('library.sync.running', { read, total: format.value.number(line.total) }, line.total)
    }
    if (!online && when !== null) return t('library.sync.offline', { when })
    switch (line.kind) {
      case 'done':
        return t('library.sync.done', { when: when ?? '' })
      case 'never':
        return t('library.sync.never')
      case 'failed': {
        const failed = t('library.sync.failed', { reason: reason(line.error) })
        return when === null ? failed : `${failed} ${t('library.sync.last', { when })}`
      }
      case 'cancelled':
        return when === null
          ? t('library.sync.cancelled')
          : `${t('library.sync.cancelled')} ${t('library.sync.last', { when })}`
      default:
        return assertNever(line.kind)
    }
  }

  /** How many videos are still to be read in full; empty: none, or all of them are just being listed. */
  function details(key: 'detailsLeft' | 'detailsHint', { kind, detailsLeft }: SyncLine): string {
    if (detailsLeft === 0 || kind === 'running') return ''
    return t(`library.sync.${key}`, { count: format.value.number(detailsLeft) }, detailsLeft)
  }

  function sentence(line: SyncLine, situation: SyncSituation): string {
    const names = line.accountIds.map(situation.accountOf).filter((name) => name !== '')
    const left = details('detailsLeft', line)
    const text = left === '' ? plain(line, situation) : `${plain(line, situation)} · ${left}`
    return line.kind === 'failed' && names.length > 0
      ? t('library.chip', { name: names.join(', '), value: text })
      : text
  }

  /** What it means that some videos are still to be read in full; empty: none are. */
  const hint = (line: SyncLine): string => details('detailsHint', line)

  return { sentence, hint, reason }
}
