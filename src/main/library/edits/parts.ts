import type { EditParts } from '@shared/library/edit'

/** Under these names it is noted what of an edit the server took. */
export const partKey = {
  /** Its fields, those of the last try at least: they are compared all the same when it is sent again. */
  fields: 'fields',
  thumbnail: 'thumbnail',
  caption: (language: string) => `caption:${language}`,
  add: (playlistId: number) => `add:${String(playlistId)}`,
  remove: (playlistId: number) => `remove:${String(playlistId)}`,
  /** It was looked which playlists hold the video. */
  compared: 'compared',
} as const

export function partKeys({ thumbnail, captions, playlists }: EditParts): string[] {
  return [
    ...(thumbnail === null ? [] : [partKey.thumbnail]),
    ...captions.map(({ language }) => partKey.caption(language)),
    ...playlists.add.map(partKey.add),
    ...playlists.remove.map(partKey.remove),
    ...(playlists.add.length + playlists.remove.length > 0 ? [partKey.compared] : []),
  ]
}
