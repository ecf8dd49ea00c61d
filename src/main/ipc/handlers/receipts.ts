import type { Receipts } from '../../receipts/receipts'
import type { HandlersOf } from '../handlers'

export function createReceiptsHandlers(receipts: Receipts): HandlersOf<'receipts'> {
  return {
    'receipts.list': ({ after, limit }) => receipts.list(after, limit),
    'receipts.export': ({ ids }) => receipts.exportAs(ids),
  }
}
