import { PRIVACY } from '../uploads/draft-values'
import type { VideoEdit } from './edit'

/** What of an edit of many videos no undo brings back. */
export const UNDO_LOSSES = [
  'video', // it is deleted
  'passwords', // they are secrets, which are not kept
  'date', // a video that leaves “private” is published anew, at that moment
  'places', // back in a playlist, it stands at the end, without times
] as const

export type UndoLoss = (typeof UNDO_LOSSES)[number]

/** Told before the run: afterwards it is too late. */
export function undoLosses({
  kind,
  changes,
  base,
  parts,
}: Pick<VideoEdit, 'kind' | 'changes' | 'base' | 'parts'>): UndoLoss[] {
  if (kind === 'delete') return ['video']
  const losses: UndoLoss[] = []
  const [before, after] = [base.privacy, changes.privacy]
  const isOther = before !== undefined && after !== undefined && before !== after
  if (changes.passwords !== undefined || (isOther && before === PRIVACY.passwordProtected))
    losses.push('passwords')
  if (isOther && after === PRIVACY.private) losses.push('date')
  if (parts.playlists.remove.length > 0) losses.push('places')
  return losses
}
