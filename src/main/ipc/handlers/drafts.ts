import type { Drafts } from '../../drafts/drafts'
import type { HandlersOf } from '../handlers'

export function createDraftsHandlers(drafts: Drafts): HandlersOf<'drafts'> {
  return {
    'drafts.merged': ({ ids }) => drafts.merged(ids),
    'drafts.update': async ({ ids, patch }) => {
      await drafts.update(ids, patch)
      return undefined
    },
    'drafts.pickThumbnail': ({ ids }) => drafts.pickThumbnail(ids),
    'drafts.setFrame': async ({ id, jpeg, frameAt }) => {
      await drafts.setFrame(id, jpeg, frameAt)
      return undefined
    },
    'drafts.clearThumbnail': async ({ ids }) => {
      await drafts.clearThumbnail(ids)
      return undefined
    },
    'drafts.pickCaption': ({ id, language }) => drafts.pickCaption(id, language),
    'drafts.setCaptionLanguage': async ({ id, from, to }) => {
      await drafts.setLanguage(id, from, to)
      return undefined
    },
    'drafts.attachPaths': async ({ id, paths }) => ({ refused: await drafts.attachPaths(id, paths) }),
    'drafts.removeCaption': async ({ id, language }) => {
      await drafts.removeCaption(id, language)
      return undefined
    },
  }
}
