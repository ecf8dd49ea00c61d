import type { EditConflict, VideoChanges } from '@shared/library/edit'
import { filesOf } from '@shared/library/edit-changes'
import {
  changedFields,
  layOver,
  omitFields,
  pickFields,
  sameField,
  type FieldFeatures,
} from '@shared/library/same-fields'
import { FIELD_STEPS } from '@shared/uploads/pending-steps'
import type { EditRecord, EditsTable } from '../../storage/edits-table'
import type { CopiedVideo } from '../../storage/library-fields'
import type { DetailedVideo } from '../ports'
import { fieldsOf } from './fields'
import type { SendDeps, SendRequest } from './send-change'

/**
 * What the person knew of a video when they asked for its deletion. Left out is what is asked for apart, what changes by
 * itself at the moment of a schedule, and what edits of this app may change before.
 */
export function seenOf(table: Pick<EditsTable, 'unsentOf'>, video: CopiedVideo): VideoChanges {
  const { accountId, uuid, fields, unknown } = video
  const moving = fields.schedule === null ? [] : (['schedule', 'privacy'] as const)
  const own = table.unsentOf(accountId, uuid).flatMap(({ changes }) => changedFields(changes))
  return omitFields(fields, [...unknown, ...moving, ...own, 'passwords', ...FIELD_STEPS])
}

/** Deletes a video that is still as the person saw it, and what was to be changed of it. */
export async function sendDeletion(deps: SendDeps, request: SendRequest): Promise<void> {
  const { store, copy, now } = deps
  const { edit, server, limits, signal } = request
  const video = await server.video(edit.uuid, signal)
  const fields = video === null ? [] : changedMeanwhile(edit, video, limits.features)
  if (video !== null && fields.length > 0) {
    copy.take(edit.accountId, video, {})
    store.happen(edit.id, { type: 'collided', fields, captions: [], picture: null })
    return
  }
  if (video !== null) await server.deleteVideo(edit.uuid, signal)
  copy.remove(edit.accountId, edit.uuid)
  store.happen(edit.id, { type: 'succeeded', at: now() })
  dropOthers(deps, edit)
}

function changedMeanwhile(
  { base }: EditRecord,
  video: DetailedVideo,
  features: FieldFeatures,
): EditConflict[] {
  const server = fieldsOf(video, {})
  const seen = layOver(server, base)
  return changedFields(base)
    .filter((field) => !sameField(field, server, seen, features))
    .map((field) => ({
      field,
      base: pickFields(base, [field]),
      mine: {},
      server: pickFields(server, [field]),
    }))
}

/** There is nothing left that they could change. */
function dropOthers({ store, files }: SendDeps, { accountId, uuid }: EditRecord): void {
  const others = store.table.unsentOf(accountId, uuid)
  if (others.length === 0) return
  store.together(() => {
    for (const { id } of others) store.table.delete(id)
  })
  for (const { parts } of others) files.release(filesOf(parts), [])
}
