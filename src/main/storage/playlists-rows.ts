import type { PlaylistElementRow, PlaylistRow } from '@shared/playlists/playlist'

/** As SQLite gives it. */
export type StoredRow = Record<string, string | number | null>

function reader(row: StoredRow) {
  const text = (name: string): string => String(row[name] ?? '')
  const number = (name: string): number => Number(row[name] ?? 0)
  return {
    text,
    number,
    textOrNull: (name: string): string | null => (row[name] === null ? null : text(name)),
    numberOrNull: (name: string): number | null => (row[name] === null ? null : number(name)),
  }
}

export function playlistRowOf(row: StoredRow): PlaylistRow {
  const { text, number, textOrNull, numberOrNull } = reader(row)
  return {
    accountId: text('account_id'),
    uuid: text('uuid'),
    displayName: text('name'),
    description: text('description'),
    privacy: number('privacy'),
    type: number('type'),
    channelId: numberOrNull('channel_id'),
    length: number('length'),
    createdAt: numberOrNull('created_at'),
    updatedAt: numberOrNull('updated_at'),
    pictureVersion: textOrNull('picture_version'),
    url: `${text('instance_url')}/w/p/${text('short_uuid')}`,
    waiting: number('waiting'),
    refused: number('refused'),
  }
}

/** `place` is where the element stands after the `first` one. */
export function elementRowOf(row: StoredRow, first: number): PlaylistElementRow {
  const { text, number, textOrNull, numberOrNull } = reader(row)
  const isKnown = row['video_uuid'] !== null
  return {
    id: number('id'),
    position: first + number('place'),
    startTimestamp: numberOrNull('start_timestamp'),
    stopTimestamp: numberOrNull('stop_timestamp'),
    type: number('type'),
    video: isKnown
      ? {
          uuid: text('video_uuid'),
          name: text('video_name'),
          channelName: text('channel_name'),
          duration: number('duration'),
          pictureVersion: textOrNull('picture_version'),
          url: `${text('instance_url')}/w/${text('video_short_uuid')}`,
        }
      : null,
  }
}
