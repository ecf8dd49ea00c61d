import type { Captions } from '../../captions/captions'
import type { HandlersOf } from '../handlers'

export function captionsHandlers(captions: Captions): HandlersOf<'captions'> {
  return {
    'captions.list': (video) => captions.list(video),
    'captions.open': (key) => captions.open(key),
    'captions.keep': ({ cues, base, ...key }) => {
      captions.keep(key, cues, base)
      return undefined
    },
    'captions.discard': (key) => {
      captions.discard(key)
      return undefined
    },
    'captions.send': async ({ force, ...key }) => ({ kind: await captions.send(key, force) }),
    'captions.remove': async (key) => {
      await captions.remove(key)
      return undefined
    },
    'captions.generate': async (video) => {
      await captions.generate(video)
      return undefined
    },
    'captions.import': () => captions.importFile(),
    'captions.export': ({ cues, format, name }) => captions.exportFile(cues, format, name),
    'captions.pickBatch': async ({ videos }) => {
      const files = await captions.pickBatch(videos)
      return files === null ? null : { files }
    },
    'captions.sendBatchFile': async ({ id, ...key }) => {
      await captions.sendBatchFile(key, id)
      return undefined
    },
  }
}
