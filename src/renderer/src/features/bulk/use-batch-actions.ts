import type { Batch } from '@shared/library/batch'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useConfirm } from '../../composables/use-confirm'
import { useErrorDialog } from '../../composables/use-error-dialog'
import type { BatchVerb } from './batch-state'
import { openCount, undoCount } from './batch-state'
import { useBatchesStore } from './batches.store'
import { useBulkFormStore } from './bulk-form.store'
import { useBulkWords } from './use-bulk-words'

/** Carries out what the person wants of a batch; what can't be taken back is asked once more. */
export function useBatchActions() {
  const { t } = useI18n()
  const router = useRouter()
  const store = useBatchesStore()
  const form = useBulkFormStore()
  const confirm = useConfirm()
  const { run } = useErrorDialog()
  const { number } = useBulkWords()
  const busy = ref(false)

  function ask(
    what: 'delete' | 'revoke' | 'undo',
    count: number,
    danger: boolean,
    more = '',
  ): Promise<boolean> {
    const values = { count: number(count) }
    return confirm({
      title: t(`bulk.ask.${what}.title`, values, count),
      body: `${t(`bulk.ask.${what}.body`, values, count)} ${more}`.trim(),
      action: t(`bulk.ask.${what}.action`, values, count),
      danger,
    })
  }

  async function begin({ id, kind, counts }: Batch): Promise<void> {
    if (kind === 'delete' && !(await ask('delete', counts.planned, true))) return
    await store.run(id)
    // What was typed has become this batch.
    if (kind === 'edit') form.clear()
  }

  async function discard({ id, kind }: Batch): Promise<void> {
    await store.discard(id)
    await router.push({ name: kind === 'edit' || kind === 'delete' ? 'library' : 'bulk' })
  }

  async function undo(batch: Batch): Promise<void> {
    if (!(await ask('undo', undoCount(batch), false))) return
    const undone = await store.undo(batch.id)
    if (undone === null) return
    await store.start()
    await router.push({ name: 'bulk-batch', params: { id: undone.batchId } })
  }

  async function revoke({ id, counts, partly }: Batch): Promise<void> {
    const putBack = partly > 0 ? t('bulk.ask.revoke.partly', { count: number(partly) }, partly) : ''
    if (await ask('revoke', openCount(counts), false, putBack)) await store.discard(id)
  }

  async function carryOut(verb: BatchVerb, batch: Batch): Promise<void> {
    const { id } = batch
    switch (verb) {
      case 'run':
        return begin(batch)
      case 'discard':
        return discard(batch)
      case 'form':
        await store.discard(id)
        await router.push({ name: 'bulk-edit' })
        return
      case 'pause':
      case 'resume':
      case 'retry':
        return store[verb](id)
      case 'revoke':
        return revoke(batch)
      case 'undo':
        return undo(batch)
    }
  }

  function act(verb: BatchVerb, batch: Batch): void {
    if (busy.value) return
    busy.value = true
    void run(() => carryOut(verb, batch)).finally(() => {
      busy.value = false
    })
  }

  return { act, busy }
}
