import type { DownloadsService } from '../../downloads'
import type { HandlersOf } from '../handlers'

export function downloadsHandlers(service: DownloadsService): HandlersOf<'downloads'> {
  const { downloads } = service
  return {
    'downloads.list': () => downloads.list(),
    'downloads.start': async ({ videos }) => {
      await service.start(videos)
      return undefined
    },
    'downloads.pause': async ({ ids }) => {
      await downloads.pause(ids)
      return undefined
    },
    'downloads.resume': ({ ids }) => {
      downloads.resume(ids)
      return undefined
    },
    'downloads.remove': async ({ ids }) => {
      await downloads.remove(ids)
      return undefined
    },
    'downloads.folder': () => service.folderName(),
    'downloads.chooseFolder': () => service.chooseFolder(),
  }
}
