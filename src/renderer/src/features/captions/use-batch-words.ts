import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useAppStore } from '../../stores/app.store'
import { isDouble, replacedBy, type BatchLine, type CaptionsThere } from './batch-lines'
import { useLossWords } from './use-loss-words'

/** What is said of a caption file before and after it is sent. */
export function useBatchWords() {
  const { t } = useI18n()
  const app = useAppStore()
  const format = useFormat()
  const lossWords = useLossWords()

  function state(line: BatchLine, lines: readonly BatchLine[], there: CaptionsThere): string {
    if (line.problem !== null) return t(`captions.batch.problem.${line.problem}`)
    if (line.done === 'failed') return line.words
    if (line.done === 'sent' && !app.online) return t('captions.batch.waits')
    if (line.done !== 'waiting') return t(`captions.batch.${line.done}`)
    if (isDouble(line, lines, there)) return t('captions.batch.double')
    const count = t('captions.count', { count: format.value.number(line.cues) }, line.cues)
    return [count, lossWords(line)].filter((text) => text !== '').join(' · ')
  }

  /** What it takes the place of; empty: nothing that is known. */
  function replaces(line: BatchLine, there: CaptionsThere): string {
    const replaced = line.done === 'waiting' ? replacedBy(line, there) : null
    if (replaced === null) return ''
    if (typeof replaced === 'string') return t(`captions.batch.replaces.${replaced}`)
    const { isDraft, pending, isOnInstance } = replaced
    const words = [
      isDraft ? t('captions.batch.replaces.draft') : '',
      pending === null ? '' : t('captions.batch.replaces.waiting'),
      isOnInstance ? t('captions.batch.replaces.instance') : '',
    ]
    return words.filter((text) => text !== '').join(' ')
  }

  return { state, replaces }
}
