import { ConnectionError } from '@shared/errors'
import type { Accounts } from '../accounts'
import { createReplaceFile, type ReplaceableVideo, type ReplaceFile } from '../intake/replace-file'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'
import { createReplacementsTable } from '../storage/replacements-table'
import type { Uploads } from '../uploads'

const ASK_MS = 30_000

export function composeReplaceFile(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  uploads: Uploads,
): ReplaceFile {
  const table = createReplacementsTable(database)
  const asked = async (accountId: string, uuid: string): Promise<ReplaceableVideo | null> =>
    accounts.directory.get(accountId).videos.find(uuid, AbortSignal.timeout(ASK_MS))
  return createReplaceFile({
    table,
    pickVideo: () => machine.pickFile('video'),
    limitsOf: (accountId) => accounts.limits(accountId),
    findVideo: async (accountId, uuid) => {
      const { online } = machine.connectivity
      try {
        return online ? await asked(accountId, uuid) : table.copied(accountId, uuid)
      } catch (error) {
        const copied = error instanceof ConnectionError ? table.copied(accountId, uuid) : null
        if (copied === null) throw error
        return copied
      }
    },
    submit: async (id) => {
      uploads.added([id])
      const refused = await uploads.commands.submit([id])
      if (refused.length === 0) return []
      const problems = uploads.row(id)?.problems ?? []
      await uploads.commands.remove([id])
      return problems
    },
    now: () => machine.clock.now(),
  })
}
