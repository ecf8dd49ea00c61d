import type { ChannelDeletion, ChannelRow } from '@shared/channels/channel'
import { useI18n } from 'vue-i18n'
import { api } from '../../api'
import { useAnnouncer } from '../../composables/use-announcer'
import { useConfirm } from '../../composables/use-confirm'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useFormat } from '../../composables/use-format'
import { useChoicesStore } from '../../stores/choices.store'

const MOST_NAMES = 5

/** Asks what goes along with a channel, says it, and deletes it when the person agrees. */
export function useChannelDeletion() {
  const { t } = useI18n()
  const format = useFormat()
  const confirm = useConfirm()
  const choices = useChoicesStore()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()

  function words({ videos, isCounted, playlists, uploads, followers }: ChannelDeletion): string {
    const names = playlists.slice(0, MOST_NAMES).join(', ')
    const list = playlists.length > MOST_NAMES ? `${names}, …` : names
    const parts = [
      ...(isCounted ? [] : [t('channels.deletion.waits')]),
      t('channels.deletion.videos', { count: format.value.number(videos) }, videos),
      ...(playlists.length === 0
        ? []
        : [t('channels.deletion.playlists', { names: list }, playlists.length)]),
      ...(uploads === 0
        ? []
        : [t('channels.deletion.uploads', { count: format.value.number(uploads) }, uploads)]),
      ...(followers === 0
        ? []
        : [t('channels.deletion.followers', { count: format.value.number(followers) }, followers)]),
      t('channels.deletion.final'),
    ]
    return parts.join(' ')
  }

  /** True when it is gone. */
  async function remove({ accountId, id, displayName }: ChannelRow): Promise<boolean> {
    const done = await run(async () => {
      const deletion = await api.call('channels.deletion', { accountId, channelId: id })
      if (deletion.isLast) {
        await confirm({
          title: t('channels.deletion.lastTitle'),
          body: t('lists.refusals.last-channel'),
          action: t('common.close'),
        })
        return false
      }
      const title = t('channels.deletion.title', { name: displayName })
      const action = t('channels.delete')
      if (!(await confirm({ title, body: words(deletion), action, danger: true }))) return false
      const { videos } = deletion
      const { outcome } = await api.call('channels.delete', { accountId, channelId: id, videos })
      if (outcome !== 'arrived') {
        announce(t('lists.form.waits'))
        return false
      }
      announce(t('channels.deletion.done', { name: displayName }))
      void choices.load(accountId, true).catch(() => undefined)
      return true
    })
    return done ?? false
  }

  return { remove }
}
