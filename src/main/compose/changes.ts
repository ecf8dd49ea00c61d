import { Changes } from '../library/changes'
import { VideoChanges } from '../library/changes/video-changes'
import type { Edits } from '../library/edits'
import type { Lists } from '../library/lists'
import type { Machine } from '../machine'

export function composeChanges({ clock, publisher }: Machine, edits: Edits, lists: Lists): Changes {
  const changes = new Changes({
    sources: { form: lists.formOutbox, playlist: lists.playlistOutbox, video: new VideoChanges(edits) },
    clock,
    changed: (revision, counts) => {
      publisher.publish('changes.changed', { revision, counts })
    },
  })
  const touched = (): void => {
    changes.touched()
  }
  edits.onChange(touched)
  lists.onOutboxChange(touched)
  return changes
}
