import { assertNever } from '@shared/assert-never'
import type { ChangeRef, ChangeRow } from '@shared/library/change'
import type { EditRow } from '@shared/library/edit'
import type { ListForm } from '@shared/library/list-form'
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { api } from '../../../api'
import { useAnnouncer } from '../../../composables/use-announcer'
import { useConfirm } from '../../../composables/use-confirm'
import { useErrorDialog } from '../../../composables/use-error-dialog'
import { useFormat } from '../../../composables/use-format'
import { useOpenVideo } from '../use-open-video'
import { useChangeWords, type ChangeAction } from './use-change-words'

function refOf({ of, row }: ChangeRow): ChangeRef {
  return { of, id: String(row.id) }
}

/** Where the form of a channel, a playlist or a live is. */
function placeOf({ id, of, accountId, target }: ListForm): RouteLocationRaw {
  const query = { change: id }
  if (of === 'live') return { name: 'live', query }
  if (of === 'channel' || target === null) return { name: of === 'channel' ? 'channels' : 'playlists', query }
  return { name: 'playlist', params: { accountId, uuid: target }, query }
}

/** Part of it is on the instance, and goes from there when it is taken back. */
function isPutBack(change: ChangeRow): boolean {
  return change.of === 'video' && change.row.isPartly && change.row.canUndo
}

/** What a person does with the lines of the outbox, one by one or all at once. */
export function useChangeActions() {
  const { t } = useI18n()
  const format = useFormat()
  const router = useRouter()
  const openVideo = useOpenVideo()
  const confirm = useConfirm()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()
  const words = useChangeWords()
  /** The one that is decided; null: none. */
  const conflict = shallowRef<ChangeRow | null>(null)

  /** To what is changed. */
  async function open(change: ChangeRow): Promise<void> {
    switch (change.of) {
      case 'video':
        return openVideo(change.row)
      case 'playlist': {
        const { accountId, playlistUuid: uuid } = change.row
        await router.push({ name: 'playlist', params: { accountId, uuid } })
        return
      }
      case 'form':
        await router.push(placeOf(change.row))
        return
      default:
        assertNever(change)
    }
  }

  async function save({ accountId, uuid }: EditRow): Promise<void> {
    const { problems } = await api.call('library.save', { accountId, uuid })
    if (problems.length === 0) announce(t('changes.saved'))
    // What keeps it from being saved is said at its fields.
    else await openVideo({ accountId, uuid })
  }

  async function undo({ id }: EditRow): Promise<void> {
    const { count } = await api.call('library.undo', { editIds: [id] })
    announce(t(count > 0 ? 'changes.undone' : 'changes.notUndone'))
  }

  async function retry(change: ChangeRow): Promise<void> {
    await api.call('changes.retry', { changes: [refOf(change)] })
    announce(t('changes.retried'))
  }

  async function revoke(change: ChangeRow): Promise<void> {
    const { title } = words.lineOf(change)
    const isAgreed = await confirm({
      title: t('changes.revoke.title', { title }),
      body: t(isPutBack(change) ? 'changes.revoke.partly' : 'changes.revoke.body'),
      action: t('edits.takeBack'),
      danger: true,
    })
    if (!isAgreed) return
    const { count } = await api.call('changes.revoke', { changes: [refOf(change)] })
    announce(t(count > 0 ? 'changes.revoke.done' : 'changes.revoke.tooLate'))
  }

  async function carryOut(action: ChangeAction, change: ChangeRow): Promise<void> {
    switch (action) {
      case 'decide':
        conflict.value = change
        return
      case 'retry':
        return retry(change)
      case 'revoke':
      case 'discard':
        return revoke(change)
      case 'save':
        return change.of === 'video' ? save(change.row) : undefined
      case 'undo':
        return change.of === 'video' ? undo(change.row) : undefined
      default:
        return assertNever(action)
    }
  }

  async function retryFailed(): Promise<void> {
    const { count } = await api.call('changes.retryFailed', {})
    announce(t('changes.all.retried', { count: format.value.number(count) }, count))
  }

  /** @param known how many wait, as the window knows it */
  async function revokeWaiting(known: number): Promise<void> {
    const isAgreed = await confirm({
      title: t('changes.all.revokeTitle', { count: format.value.number(known) }, known),
      body: t('changes.revoke.body'),
      action: t('changes.all.revoke'),
      danger: true,
    })
    if (!isAgreed) return
    const { count } = await api.call('changes.revokeWaiting', {})
    announce(t('changes.all.revoked', { count: format.value.number(count) }, count))
  }

  return {
    conflict,
    open: (change: ChangeRow) => void run(() => open(change)),
    act: (action: ChangeAction, change: ChangeRow) => void run(() => carryOut(action, change)),
    retryFailed: () => void run(retryFailed),
    revokeWaiting: (known: number) => void run(() => revokeWaiting(known)),
  }
}
