import type { ChannelRow } from '@shared/channels/channel'
import type { ListForm } from '@shared/library/list-form'
import type { ListsStatus } from '@shared/library/lists'
import type { PlaylistRow } from '@shared/playlists/playlist'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../api'

/** Channels and playlists of all accounts, as the local copy has them. */
export const useListsStore = defineStore('lists', () => {
  const channels = shallowRef<readonly ChannelRow[]>([])
  /** Forms of them that their instances have not got. */
  const channelForms = shallowRef<readonly ListForm[]>([])
  const playlistForms = shallowRef<readonly ListForm[]>([])
  const playlists = shallowRef<readonly PlaylistRow[]>([])
  const statuses = shallowRef<readonly ListsStatus[]>([])
  /** Of what is shown: pages of a playlist are asked for again when it grows. */
  const revision = ref(-1)
  const ready = ref(false)

  const channelsByKey = computed(
    () => new Map(channels.value.map((row) => [`${row.accountId}/${String(row.id)}`, row])),
  )

  function channelOf(accountId: string, id: number | null): ChannelRow | null {
    return id === null ? null : (channelsByKey.value.get(`${accountId}/${String(id)}`) ?? null)
  }

  function playlistOf(accountId: string, uuid: string): PlaylistRow | null {
    return playlists.value.find((row) => row.accountId === accountId && row.uuid === uuid) ?? null
  }

  let asked = 0
  async function load(): Promise<void> {
    const number = ++asked
    const [channelList, playlistList] = await Promise.all([
      api.call('channels.list', {}),
      api.call('playlists.list', {}),
    ])
    if (number !== asked) return
    channels.value = channelList.channels
    channelForms.value = channelList.forms
    playlistForms.value = playlistList.forms
    playlists.value = playlistList.playlists
    statuses.value = playlistList.statuses
    revision.value = playlistList.revision
    ready.value = true
  }

  let started = false
  function start(): Promise<void> {
    if (!started) {
      started = true
      api.on('lists.changed', () => void load().catch(() => undefined))
      api.on('accounts.changed', () => void load().catch(() => undefined))
      api.on('lists.synced', (status) => {
        const others = statuses.value.filter(({ accountId }) => accountId !== status.accountId)
        statuses.value = [...others, status]
      })
    }
    return load()
  }

  return {
    channels,
    channelForms,
    playlistForms,
    playlists,
    statuses,
    revision,
    ready,
    channelOf,
    playlistOf,
    start,
    sync: (accountId: string | null) => api.call('library.sync', { accountId }),
  }
})
