import type { EditRecord } from '../../storage/edits-table'
import type { DetailedVideo } from '../ports'
import { partKey } from './parts'
import type { EditServer } from './ports'
import type { EditStore } from './store'

interface Request {
  edit: EditRecord
  server: Pick<EditServer, 'playlistsOf'>
  signal: AbortSignal
}

/**
 * Leaves out what is so already, and writes that down before anything is sent: an undo takes back only what this edit
 * did. A later try sees its own work, so only the first one looks.
 */
export async function withoutVainWishes(
  store: EditStore,
  { edit, server, signal }: Request,
  { serverId }: Pick<DetailedVideo, 'serverId'>,
): Promise<EditRecord> {
  const { parts, sentParts } = edit
  const { add, remove } = parts.playlists
  if (add.length + remove.length === 0 || sentParts.includes(partKey.compared)) return edit
  const inside = await server.playlistsOf({ id: serverId }, signal)
  const kept = store.table.find(edit.id)
  if (kept === null) return edit
  const playlists = {
    add: add.filter((id) => sentParts.includes(partKey.add(id)) || !inside.includes(id)),
    remove: remove.filter((id) => sentParts.includes(partKey.remove(id)) || inside.includes(id)),
  }
  return store.keep({
    ...kept,
    parts: { ...parts, playlists },
    sentParts: [...sentParts, partKey.compared],
  })
}
