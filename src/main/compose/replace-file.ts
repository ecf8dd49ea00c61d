import type { Accounts } from '../accounts'
import { createReplaceFile, type ReplaceFile } from '../intake/replace-file'
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
  return createReplaceFile({
    table: createReplacementsTable(database),
    pickVideo: () => machine.pickFile('video'),
    limitsOf: (accountId) => accounts.limits(accountId),
    findVideo: (accountId, uuid) =>
      accounts.directory.get(accountId).videos.find(uuid, AbortSignal.timeout(ASK_MS)),
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
