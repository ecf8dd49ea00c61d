import type { ListChanges, ListForm, ListKind } from '@shared/library/list-form'
import { PLAYLIST_PRIVACY, type PlaylistFields } from '@shared/playlists/playlist'
import type { Channels } from '../channels/channels'
import type { Playlists } from '../playlists/playlists'

/** One that the local copy has. */
interface Known {
  /** As `ListForm.target`. */
  target: string
  name: string
  title: string
}

/** What saved forms need of what they are forms of. What asks an instance rejects as `Channels` and `Playlists` do. */
export interface FormKind {
  /** Of the local copy. */
  known(accountId: string): Known[]
  /** Reads the copy again. */
  reread(accountId: string): Promise<void>
  /** As the instance has it now; null: it is gone. */
  fieldsOf(accountId: string, target: string): Promise<ListChanges | null>
  create(form: ListForm): Promise<void>
  /** Fields that are left out stay as they are. */
  update(form: ListForm, target: string, changes: ListChanges): Promise<void>
}

export function formKinds(channels: Channels, playlists: Playlists): Readonly<Record<ListKind, FormKind>> {
  return { channel: channelForms(channels), playlist: playlistForms(playlists) }
}

function channelForms(channels: Channels): FormKind {
  return {
    known: (accountId) =>
      channels
        .list()
        .filter((row) => row.accountId === accountId)
        .map(({ id, name, displayName }) => ({ target: String(id), name, title: displayName })),
    reread: (accountId) => channels.reread(accountId),
    fieldsOf: async (accountId, target) => {
      const all = await channels.onServer(accountId)
      return all.find(({ id }) => String(id) === target) ?? null
    },
    create: async ({ accountId, name, changes: { displayName = '', description = '', support = '' } }) => {
      await channels.create(accountId, name, { displayName, description, support })
    },
    update: async ({ accountId, supportForVideos }, target, { displayName, description, support }) => {
      await channels.update(
        accountId,
        Number(target),
        { displayName, description, support },
        supportForVideos,
      )
    },
  }
}

function playlistForms(playlists: Playlists): FormKind {
  return {
    known: (accountId) =>
      playlists
        .list()
        .filter((row) => row.accountId === accountId)
        .map(({ uuid, displayName }) => ({ target: uuid, name: '', title: displayName })),
    reread: (accountId) => playlists.reread(accountId),
    fieldsOf: (accountId, target) => playlists.onServer(accountId, target),
    create: async ({ accountId, changes }) => {
      await playlists.create(accountId, newPlaylist(changes))
    },
    update: async ({ accountId }, target, { displayName, description, privacy, channelId }) => {
      await playlists.update(accountId, target, { displayName, description, privacy, channelId })
    },
  }
}

function newPlaylist(changes: ListChanges): PlaylistFields {
  const { displayName = '', description = '', privacy = PLAYLIST_PRIVACY.private, channelId = null } = changes
  return { displayName, description, privacy, channelId }
}
