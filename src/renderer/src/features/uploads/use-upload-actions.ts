import type { UploadRow } from '@shared/uploads/upload'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer'
import { useConfirm } from '../../composables/use-confirm'
import { useCounted } from '../../composables/use-counted'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useDraftsFlush } from '../drafts'
import { carryOut, move } from './commands'
import { questionFor } from './questions'
import { stepTarget } from './reorder'
import { useUploadsStore } from './uploads.store'
import { isAllowed, type Verb } from './verbs'

/** What the person does to rows: asks first where something would be lost, and says what came of it. */
export function useUploadActions() {
  const { t } = useI18n()
  const counted = useCounted()
  const store = useUploadsStore()
  const confirm = useConfirm()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()
  const flushDrafts = useDraftsFlush()

  function agrees(verb: Verb, rows: readonly UploadRow[]): Promise<boolean> {
    const question = questionFor(verb, rows)
    if (question === null) return Promise.resolve(true)
    const say = (part: string): string =>
      counted(`uploads.ask.${question}.${part}`, rows.length, { name: rows[0]?.title ?? '' })
    return confirm({
      title: say('title'),
      body: say('body'),
      action: say('action'),
      danger: true,
    })
  }

  async function carry(verb: Verb, rows: readonly UploadRow[]): Promise<void> {
    // What was typed a moment ago belongs to what is sent now.
    if (verb === 'submit') await flushDrafts()
    const refused = await carryOut(
      verb,
      rows.map((row) => row.id),
    )
    if (refused.length > 0) showRefused(refused)
    else announce(counted(`uploads.did.${verb}`, rows.length))
  }

  function showRefused(ids: readonly string[]): void {
    store.select({ ids: new Set(ids), anchor: ids[0] ?? null, active: ids[0] ?? null })
    store.panelOpen = true
    announce(counted('uploads.announce.refused', ids.length))
  }

  /** Does it to those of the rows whose state allows it. */
  async function act(verb: Verb, rows: readonly UploadRow[]): Promise<void> {
    const fitting = rows.filter((row) => isAllowed(verb, row))
    if (fitting.length === 0 || !(await agrees(verb, fitting))) return
    await run(() => carry(verb, fitting))
  }

  /** The Delete key: takes away what may be taken away, else cancels. */
  function removeOrCancel(rows: readonly UploadRow[]): Promise<void> {
    return act(rows.some((row) => isAllowed('remove', row)) ? 'remove' : 'cancel', rows)
  }

  async function moveBefore(ids: readonly string[], before: string | null): Promise<void> {
    await run(() => move(ids, before))
  }

  async function moveBy(by: -1 | 1): Promise<void> {
    const chosen = store.selection.ids
    const before = stepTarget(store.order, chosen, by)
    if (before === undefined) return
    await moveBefore(
      store.order.filter((id) => chosen.has(id)),
      before,
    )
    announce(t(by < 0 ? 'uploads.announce.movedUp' : 'uploads.announce.movedDown'))
  }

  return { act, removeOrCancel, moveBefore, moveBy }
}
