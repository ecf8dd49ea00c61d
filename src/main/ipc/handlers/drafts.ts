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
    'drafts.openCaption': ({ id, language }) => drafts.captionWork.open(id, language),
    'drafts.keepCaption': ({ id, language, cues }) => {
      drafts.captionWork.keep(id, language, cues)
      return undefined
    },
    'drafts.discardCaption': ({ id, language }) => {
      drafts.captionWork.discard(id, language)
      return undefined
    },
    'drafts.captionWork': ({ id }) => drafts.captionWork.languages(id),
    'drafts.saveCaption': async ({ id, language }) => {
      await drafts.captionWork.save(id, language)
      return undefined
    },
    'drafts.removeCaption': async ({ id, language }) => {
      await drafts.removeCaption(id, language)
      return undefined
    },
  }
}
