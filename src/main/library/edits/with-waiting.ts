import { layOver } from '@shared/library/same-fields'
import type { EditsTable } from '../../storage/edits-table'
import type { CopiedVideo } from '../../storage/library-fields'

/** A video as it is to be: edits that are on their way are taken for done, since what is made now comes after them. */
export function withWaiting(table: Pick<EditsTable, 'onTheWay'>, video: CopiedVideo): CopiedVideo {
  const edits = table.onTheWay(video.accountId, video.uuid)
  return { ...video, fields: edits.reduce((all, { changes }) => layOver(all, changes), video.fields) }
}
