import type { CaptionPending, OpenedCaptions } from '@shared/captions/caption'
import type { Cue } from '@shared/captions/cue'
import { api } from '../../api'

/** Captions that are worked on: where they come from, where they are kept, and where they go. */
export interface CaptionWork {
  /** `video`: of the library, sent through the outbox. `draft`: of an upload, saved into its draft. */
  kind: 'video' | 'draft'
  open: () => Promise<OpenedCaptions>
  /** On the disk when it resolves. */
  keep: (cues: Cue[], base: string | null) => Promise<unknown>
  discard: () => Promise<unknown>
  /** What is kept goes where it belongs. */
  send: () => Promise<unknown>
  /** What was sent and is not there yet; null: nothing. */
  pending: () => Promise<CaptionPending | null>
}

export function videoCaptions(video: { accountId: string; uuid: string }, language: string): CaptionWork {
  const key = { ...video, language }
  return {
    kind: 'video',
    open: () => api.call('captions.open', key),
    keep: (cues, base) => api.call('captions.keep', { ...key, cues, base }),
    discard: () => api.call('captions.discard', key),
    send: () => api.call('captions.send', key),
    pending: async () => {
      const found = (await api.call('captions.pending', video)).find((one) => one.language === language)
      if (found === undefined) return null
      const { language: _, ...pending } = found
      return pending
    },
  }
}

export function draftCaptions(id: string, language: string): CaptionWork {
  const key = { id, language }
  return {
    kind: 'draft',
    open: () => api.call('drafts.openCaption', key),
    keep: (cues) => api.call('drafts.keepCaption', { ...key, cues }),
    discard: () => api.call('drafts.discardCaption', key),
    send: () => api.call('drafts.saveCaption', key),
    pending: () => Promise.resolve(null),
  }
}
