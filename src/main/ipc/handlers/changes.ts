import type { Changes } from '../../library/changes'
import type { FormOutbox } from '../../library/forms/outbox'
import type { HandlersOf } from '../handlers'

export function changesHandlers(changes: Changes, forms: FormOutbox): HandlersOf<'changes'> {
  return {
    'changes.list': ({ states, offset, limit }) => ({
      revision: changes.revision,
      ...changes.page(states, offset, limit),
    }),
    'changes.counts': ({ accountId }) => ({ revision: changes.revision, counts: changes.counts(accountId) }),
    'changes.retry': async (input) => ({ count: await changes.retry(input.changes) }),
    'changes.revoke': async (input) => ({ count: await changes.revoke(input.changes) }),
    'changes.retryFailed': async () => ({ count: await changes.retryFailed() }),
    'changes.revokeWaiting': async () => ({ count: await changes.revokeWaiting() }),
    'changes.resolveForm': ({ id, choices }) => {
      forms.resolve(id, choices)
      return undefined
    },
  }
}
