import type { editMethods } from '@shared/ipc/edit-methods'
import type { Edits } from '../../library/edits'
import type { Handlers } from '../handlers'

export type EditHandlers = Pick<Handlers, keyof typeof editMethods>

export function libraryEditHandlers(edits: Edits): EditHandlers {
  const { editor, outbox } = edits
  return {
    ...formHandlers(edits),
    'library.passwords': ({ accountId, uuid }) => edits.passwords(accountId, uuid),
    'library.deleteVideos': ({ videos }) => outbox.deleteVideos(videos),
    'library.outbox': (request) => ({ revision: edits.revision, ...outbox.page(request) }),
    'library.edit': ({ editId }) => outbox.edit(editId),
    'library.revoke': async ({ editIds }) => ({ count: await outbox.revoke(editIds) }),
    'library.retry': async ({ editIds }) => ({ count: await outbox.retry(editIds) }),
    'library.resolve': ({ editId, choices, captions, picture }) => ({
      state: outbox.resolve(editId, choices, captions, picture),
    }),
    'library.undo': ({ editIds }) => outbox.undo(editIds),
    'library.editable': ({ accountId, uuid, wait }) => editor.editable(accountId, uuid, wait),
  }
}

function formHandlers(edits: Edits) {
  const { editor } = edits
  return {
    'library.hold': ({ accountId, uuid, changes, base }) => ({
      problems: edits.hold(accountId, uuid, { changes, base }),
    }),
    'library.discard': ({ accountId, uuid }) => {
      edits.discard(accountId, uuid)
      return undefined
    },
    'library.save': ({ accountId, uuid }) => edits.save(accountId, uuid),
    'library.pickThumbnail': ({ accountId, uuid }) => editor.pickThumbnail(accountId, uuid),
    'library.setFrame': async ({ accountId, uuid, jpeg, frameAt }) => {
      await editor.setFrame(accountId, uuid, jpeg, frameAt)
      return undefined
    },
    'library.clearThumbnail': ({ accountId, uuid }) => {
      editor.clearThumbnail(accountId, uuid)
      return undefined
    },
    'library.pickCaption': ({ accountId, uuid, language }) => editor.pickCaption(accountId, uuid, language),
    'library.putCaptionText': async ({ accountId, uuid, language, text }) => {
      await editor.putCaptionText(accountId, uuid, language, text)
      return undefined
    },
    'library.captionText': ({ accountId, uuid, language }) => editor.captionText(accountId, uuid, language),
    'library.removeCaption': ({ accountId, uuid, language }) => {
      editor.removeCaption(accountId, uuid, language)
      return undefined
    },
    'library.keepCaption': ({ accountId, uuid, language }) => {
      editor.keepCaption(accountId, uuid, language)
      return undefined
    },
    'library.setPlaylists': ({ accountId, uuid, add, remove }) => {
      editor.setPlaylists(accountId, uuid, { add, remove })
      return undefined
    },
    'library.playlistsOf': ({ accountId, uuid }) => edits.playlistsOf(accountId, uuid),
  } satisfies Partial<EditHandlers>
}
