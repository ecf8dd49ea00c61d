import type { bulkMethods } from '@shared/ipc/bulk-methods'
import { patternProblem, type Bulk } from '../../library/bulk'
import type { Handlers } from '../handlers'

export type BulkHandlers = Pick<Handlers, keyof typeof bulkMethods>

export function bulkHandlers(bulk: Bulk): BulkHandlers {
  const { batches } = bulk
  return {
    'library.planEdit': async ({ selection, edit, label }) => ({
      batchId: await bulk.planEdit(selection, edit, label),
    }),
    'library.checkPattern': async (pattern) => ({ problem: await patternProblem(pattern) }),
    'library.planDelete': async ({ selection, label }) => ({
      batchId: await bulk.planDelete(selection, label),
    }),
    'library.importTable': async () => orNull(await bulk.importTable()),
    'library.exportTable': async ({ selection, format }) => {
      const count = await bulk.exportTable(selection, format)
      return count === null ? null : { count }
    },
    'library.batches': () => batches.list(),
    'library.batchEdits': ({ batchId, states, offset, limit }) =>
      batches.edits(batchId, states, offset, limit),
    'library.runBatch': ({ batchId }) => {
      batches.run(batchId)
      return undefined
    },
    'library.pauseBatch': ({ batchId }) => {
      batches.pause(batchId)
      return undefined
    },
    'library.resumeBatch': ({ batchId }) => {
      batches.resume(batchId)
      return undefined
    },
    'library.retryBatch': async ({ batchId }) => {
      await batches.retry(batchId)
      return undefined
    },
    'library.discardBatch': async ({ batchId }) => {
      await batches.discard(batchId)
      return undefined
    },
    'library.undoBatch': async ({ batchId }) => orNull(await batches.undo(batchId)),
  }
}

function orNull(batchId: string | null): { batchId: string } | null {
  return batchId === null ? null : { batchId }
}
