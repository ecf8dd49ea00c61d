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
    'captions.send': async (key) => ({ editId: await captions.send(key) }),
    'captions.pending': (video) => captions.pending(video),
    'captions.remove': ({ base, ...key }) => ({ editId: captions.remove(key, base) }),
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
    'captions.openPaths': async ({ videos, paths }) => ({ files: await captions.openBatch(videos, paths) }),
    'captions.sendBatchFile': async ({ accountId, uuid, language, ...file }) => ({
      editId: await captions.sendBatchFile({ accountId, uuid, language }, file),
    }),
  }
}
