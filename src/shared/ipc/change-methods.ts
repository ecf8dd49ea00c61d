import { z } from 'zod'
import {
  changeCountsSchema,
  changeRefSchema,
  changeRowSchema,
  CHANGE_STATES,
  changeStateSchema,
} from '../library/change'
import { listChoicesSchema } from '../library/list-form'
import { method } from './method'

const some = z.strictObject({ changes: z.array(changeRefSchema).min(1).max(10_000) })
const count = z.strictObject({ count: z.int() })

/** The outbox as a person sees it: edits of videos, changes of what playlists hold, forms of channels, playlists and lives; part of the contract. */
export const changeMethods = {
  /** What of channels, playlists and lives has not arrived, then edits of videos; newest first in each. Empty states: all. */
  'changes.list': method(
    z.strictObject({
      states: z.array(changeStateSchema).max(CHANGE_STATES.length),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({
      revision: z.int(),
      total: z.int(),
      /** Whatever the states asked for. */
      counts: changeCountsSchema,
      rows: z.array(changeRowSchema),
    }),
  ),
  /** Null: of all accounts. */
  'changes.counts': method(
    z.strictObject({ accountId: z.uuid().nullable() }),
    z.strictObject({ revision: z.int(), counts: changeCountsSchema }),
  ),
  /** Sends at once what failed or waits for its next try. */
  'changes.retry': method(some, count),
  /** Takes back what was not sent; what is being sent stays. */
  'changes.revoke': method(some, count),
  /** All that failed. */
  'changes.retryFailed': method(z.strictObject({}), count),
  /** All that wait; what conflicts, failed or is being sent stays. */
  'changes.revokeWaiting': method(z.strictObject({}), count),
  /** A choice for each field of a form that conflicts; those left out stay in conflict. */
  'changes.resolveForm': method(z.strictObject({ id: z.uuid(), choices: listChoicesSchema }), z.undefined()),
} as const
