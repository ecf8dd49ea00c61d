import type { Uploads } from '../../uploads'
import type { HandlersOf } from '../handlers'

export interface UploadHandlersDeps {
  uploads: Uploads
  /** The system's picker for one video file, with the name that is sought; null: the person closed it. */
  pickFile: (name: string) => Promise<string | null>
  discard: (ids: readonly string[]) => Promise<void>
}

export function uploadHandlers({ uploads, pickFile, discard }: UploadHandlersDeps): HandlersOf<'uploads'> {
  const { commands } = uploads
  return {
    'uploads.rows': ({ after, limit }) => uploads.page(after, limit),
    'uploads.submit': async ({ ids }) => ({ refused: await commands.submit(ids) }),
    'uploads.pause': async ({ ids }) => {
      await commands.pause(ids)
      return undefined
    },
    'uploads.resume': async ({ ids }) => {
      await commands.resume(ids)
      return undefined
    },
    'uploads.retry': async ({ ids }) => {
      await commands.retry(ids)
      return undefined
    },
    'uploads.cancel': async ({ ids }) => {
      await commands.cancel(ids)
      return undefined
    },
    'uploads.discard': async ({ ids }) => {
      await discard(ids)
      return undefined
    },
    'uploads.remove': async ({ ids }) => {
      await commands.remove(ids)
      return undefined
    },
    'uploads.move': ({ ids, before }) => {
      commands.move(ids, before)
      return undefined
    },
    'uploads.locateFile': async ({ id }) => {
      const path = await pickFile(uploads.row(id)?.fileName ?? '')
      if (path === null) return false
      await commands.useFile(id, path)
      return true
    },
  }
}
