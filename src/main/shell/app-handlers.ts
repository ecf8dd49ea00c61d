import { app, clipboard, shell } from 'electron'
import { AppError } from '@shared/errors'
import type { TokenVault } from '../accounts'
import type { HandlersOf } from '../ipc/handlers'
import type { Longshore } from '../longshore'
import type { Logger } from '../system/logger'
import type { Connectivity } from '../uploads/ports'
import { describeForSupport } from './diagnostic'
import type { Dialogs } from './dialogs'
import { mayOpen } from './may-open'
import type { OfferedFiles } from './offered-files'

interface AppHandlersDeps {
  longshore: Longshore
  dialogs: Dialogs
  vault: TokenVault
  log: Logger
  offered: OfferedFiles
  connectivity: Pick<Connectivity, 'online'>
}

export function createAppHandlers(deps: AppHandlersDeps): HandlersOf<'app'> {
  const { longshore, dialogs, vault, log, offered, connectivity } = deps
  return {
    'app.info': async () => {
      const secureStore = await vault.available()
      return {
        version: app.getVersion(),
        electron: process.versions.electron,
        platform: process.platform,
        systemLocale: app.getLocale(),
        secureStore,
        online: connectivity.online,
        storageTrouble: longshore.storage.trouble,
      }
    },
    'app.openExternal': ({ url }) => {
      const instances = longshore.accounts.list().accounts.map(({ instanceUrl }) => instanceUrl)
      const target = mayOpen(url, instances)
      if (target === null) throw new AppError('link-not-opened', 'only https addresses are opened')
      return dialogs.openExternal(target)
    },
    'app.copyDiagnostic': async ({ uploadId }) => {
      const text = describeForSupport({ longshore, log, uploadId })
      await clipboard.writeText(text)
      return text
    },
    'app.copyText': async ({ text }) => {
      await clipboard.writeText(text)
      return undefined
    },
    'app.showDownload': ({ id }) => {
      const path = longshore.downloads.pathOf(id)
      if (path === null) throw new AppError('not-found', 'no such download', { what: 'file' })
      shell.showItemInFolder(path)
      return undefined
    },
    'app.offeredFiles': () => ({ count: offered.count() }),
    'app.takeOfferedFiles': ({ accountId }) => offered.take(accountId),
  }
}
