import type { ChannelPictureKind } from '@shared/channels/channel'
import type { ListChanges, ListForm, ListKind, ListPicture } from '@shared/library/list-form'
import { PLAYLIST_PRIVACY, PLAYLIST_TYPE, type PlaylistFields } from '@shared/playlists/playlist'
import { PLAYER_THEME } from '@shared/uploads/draft-values'
import { pictureVersion } from '../../storage/picture-version'
import type { Channels } from '../channels/channels'
import type { NewPicture } from '../channels/ports'
import type { Playlists } from '../playlists/playlists'

/** One that the local copy has. */
interface Known {
  /** As `ListForm.target`. */
  target: string
  name: string
  title: string
  /** By their versions. */
  pictures: Pick<ListChanges, ListPicture>
}

/** What saved forms need of what they are forms of. What asks an instance rejects as `Channels` and `Playlists` do. */
export interface FormKind {
  /** Of the local copy. */
  known(accountId: string): Known[]
  /** Reads the copy again. */
  reread(accountId: string): Promise<void>
  /** While nothing of ours changes what it shows. */
  alone<T>(accountId: string, target: string, work: () => Promise<T>): Promise<T>
  /** As the instance has it now; null: it is gone. */
  fieldsOf(accountId: string, target: string): Promise<ListChanges | null>
  create(form: ListForm): Promise<void>
  /** What of a new one can be said only once it is there, with what it says until then; null: nothing. */
  afterCreation(changes: ListChanges): Record<'changes' | 'base', ListChanges> | null
  /**
   * Fields that are left out stay as they are; pictures are no business of it.
   * @param there what `fieldsOf` told before
   */
  update(form: ListForm, target: string, changes: ListChanges, there: ListChanges): Promise<void>
  /** As it is sent. Throws `unsupported-picture`, `picture-too-large`. */
  checkPicture(accountId: string, field: ListPicture, bytes: Uint8Array): NewPicture
  /** The copy has to be read again afterwards. @param bytes null takes it away, where that can be */
  setPicture(accountId: string, target: string, field: ListPicture, bytes: Uint8Array | null): Promise<void>
  /** How many videos it holds on the instance; null: not told. */
  videosOf(accountId: string, target: string): Promise<number | null>
  /** With what goes along; one that is gone is no error. */
  delete(accountId: string, target: string): Promise<void>
}

export function formKinds(
  channels: Channels,
  playlists: Playlists,
  live: FormKind,
): Readonly<Record<ListKind, FormKind>> {
  return { channel: channelForms(channels), playlist: playlistForms(playlists), live }
}

function channelForms(channels: Channels): FormKind {
  return {
    known: (accountId) =>
      channels
        .list()
        .filter((row) => row.accountId === accountId)
        .map(({ id, name, displayName, avatarVersion, bannerVersion }) => ({
          target: String(id),
          name,
          title: displayName,
          pictures: { avatar: avatarVersion, banner: bannerVersion },
        })),
    reread: (accountId) => channels.reread(accountId),
    alone: (_accountId, _target, work) => work(),
    fieldsOf: async (accountId, target) => {
      const all = await channels.onServer(accountId)
      const found = all.find(({ id }) => String(id) === target)
      if (found === undefined) return null
      const { name, displayName, description, support, avatar, banner } = found
      const playerTheme = (await channels.playerTheme(accountId, name)) ?? undefined
      const pictures = { avatar: pictureVersion(avatar), banner: pictureVersion(banner) }
      return { displayName, description, support, playerTheme, ...pictures }
    },
    create: async ({ accountId, name, changes: { displayName = '', description = '', support = '' } }) => {
      await channels.create(accountId, name, { displayName, description, support })
    },
    afterCreation: ({ playerTheme = PLAYER_THEME.instance }) =>
      playerTheme === PLAYER_THEME.instance
        ? null
        : { changes: { playerTheme }, base: { playerTheme: PLAYER_THEME.instance } },
    update: async ({ accountId, supportForVideos }, target, changes) => {
      const { displayName, description, support, playerTheme } = changes
      const fields = { displayName, description, support, playerTheme }
      await channels.update(accountId, Number(target), fields, supportForVideos)
    },
    checkPicture: (accountId, field, bytes) => channels.checkPicture(accountId, kindOf(field), bytes),
    setPicture: (accountId, target, field, bytes) =>
      channels.setPicture(accountId, Number(target), kindOf(field), bytes),
    videosOf: (accountId, target) => channels.videosOf(accountId, Number(target)),
    delete: (accountId, target) => channels.delete(accountId, Number(target)),
  }
}

function playlistForms(playlists: Playlists): FormKind {
  return {
    // Watch later has no form.
    known: (accountId) =>
      playlists
        .list()
        .filter((row) => row.accountId === accountId && row.type === PLAYLIST_TYPE.regular)
        .map(({ uuid, displayName, pictureVersion: picture }) => ({
          target: uuid,
          name: '',
          title: displayName,
          pictures: { picture },
        })),
    reread: (accountId) => playlists.reread(accountId),
    // Its videos give it the picture that is compared.
    alone: (accountId, target, work) => playlists.alone(accountId, target, work),
    fieldsOf: async (accountId, target) => {
      const found = await playlists.onServer(accountId, target)
      if (found === null) return null
      const { displayName, description, privacy, channelId, picture } = found
      return { displayName, description, privacy, channelId, picture: pictureVersion(picture) }
    },
    create: async ({ accountId, changes }) => {
      await playlists.create(accountId, newPlaylist(changes))
    },
    afterCreation: () => null,
    update: async ({ accountId }, target, { displayName, description, privacy, channelId }) => {
      await playlists.update(accountId, target, { displayName, description, privacy, channelId })
    },
    checkPicture: (_accountId, _field, bytes) => playlists.checkPicture(bytes),
    setPicture: async (accountId, target, _field, bytes) => {
      // A playlist always has one: it can be replaced, not taken away.
      if (bytes !== null) await playlists.setPicture(accountId, target, bytes)
    },
    videosOf: async (accountId, target) => (await playlists.onServer(accountId, target))?.length ?? null,
    delete: (accountId, target) => playlists.delete(accountId, target),
  }
}

function newPlaylist(changes: ListChanges): PlaylistFields {
  const { displayName = '', description = '', privacy = PLAYLIST_PRIVACY.private, channelId = null } = changes
  return { displayName, description, privacy, channelId }
}

function kindOf(field: ListPicture): ChannelPictureKind {
  return field === 'banner' ? 'banner' : 'avatar'
}
