import { assertNever } from '@shared/assert-never'
import { undoneOf, type Batch } from '@shared/library/batch'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { openCount, phaseOf, runCount } from './batch-state'
import { howsOf, readCode, type ChangeForm } from './change-form'

/** How batches and changes are called. */
export function useBulkWords() {
  const { t } = useI18n()
  const format = useFormat()

  const fieldName = (field: ChangeForm['field']): string =>
    t(`drafts.field.${field === 'playlists' ? 'playlistIds' : field}`)

  function changeName({ field, how }: Pick<ChangeForm, 'field' | 'how'>): string {
    if (howsOf(field).length === 1) return fieldName(field)
    return t('drafts.problemLine', { field: fieldName(field), problem: t(`bulk.how.${how}`) })
  }

  /** The first few of its changes, and how many follow. */
  const namesOf = (label: string): string =>
    label
      .split(' ')
      .map((code) => {
        const change = readCode(code)
        return change === null ? code : changeName(change)
      })
      .join(' · ')

  /** What it does; empty where its kind says it all. */
  function labelOfBatch({ kind, label }: Pick<Batch, 'kind' | 'label'>): string {
    switch (kind) {
      case 'edit':
        return namesOf(label)
      case 'import':
        return label
      case 'undo': {
        const undone = undoneOf(label)
        return undone === null ? '' : titleOf(undone)
      }
      case 'delete':
        return ''
      default:
        return assertNever(kind)
    }
  }

  function titleOf(batch: Pick<Batch, 'kind' | 'label'>): string {
    const label = labelOfBatch(batch)
    if (label === '') return t(`bulk.kind.${batch.kind}`)
    return batch.kind === 'undo' ? t('bulk.undoOf', { name: label }) : label
  }

  const number = (value: number): string => format.value.number(value)

  /** How it stands, in a sentence. */
  function stateOf(batch: Batch): string {
    const { counts } = batch
    const [total, open] = [runCount(counts), openCount(counts)]
    switch (phaseOf(batch)) {
      case 'making':
        return t('bulk.state.making')
      case 'broken':
        return t('bulk.state.broken')
      case 'preview':
        return t('bulk.state.preview', { count: number(counts.planned) }, counts.planned)
      case 'running':
        return t('bulk.state.running', { done: number(total - open), total: number(total) }, total)
      case 'paused':
        return t('bulk.state.paused', { done: number(total - open), total: number(total) }, total)
      case 'finished':
        return finishedOf(batch)
    }
  }

  function finishedOf({ counts: { done, failed, conflict } }: Batch): string {
    const parts = [
      t('bulk.state.done', { count: number(done) }, done),
      ...(failed > 0 ? [t('bulk.state.failed', { count: number(failed) }, failed)] : []),
      ...(conflict > 0 ? [t('bulk.state.conflict', { count: number(conflict) }, conflict)] : []),
    ]
    return parts.join(' · ')
  }

  return { fieldName, labelOfBatch, titleOf, stateOf, number }
}
