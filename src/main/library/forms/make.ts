import { AppError } from '@shared/errors'
import { waitsNow, type ListForm } from '@shared/library/list-form'
import type { ListFormRecord } from '../../storage/list-forms-table'
import type { FormKind } from './kinds'
import type { ListFormStore } from './store'

/**
 * Makes what a form is of. Not repeatable: after a lost answer, one of its name that was not there before is ours. What can
 * be said only of one that is there becomes a form of that one, on the disk before it is sent.
 */
export async function makeNew(form: ListFormRecord, kind: FormKind, store: ListFormStore): Promise<void> {
  await kind.reread(form.accountId)
  const targets = (): string[] => namesakesOf(form, kind).map(({ target }) => target)
  const sentBeside = form.sentBeside
  const isThere = sentBeside !== null && targets().some((one) => !sentBeside.includes(one))
  const before = isThere ? sentBeside : targets()
  if (!isThere) {
    store.turn(form.id, { name: 'sending', attempts: 0 }, before)
    await kind.create(form)
  }
  const rest = kind.afterCreation(form.changes)
  if (rest === null) {
    store.delete([form.id])
    return
  }
  const made = (): string | undefined => targets().find((one) => !before.includes(one))
  if (made() === undefined) await kind.reread(form.accountId)
  const target = made()
  if (target === undefined) throw new AppError('internal', `a new ${form.of} is not there`)
  store.put({ ...form, ...rest, target, state: waitsNow(), sentBeside: null })
}

/** What the local copy has of the name of something that is to be made: channels by their handle, playlists by what they are called. */
export function namesakesOf({ of, accountId, name, title }: ListForm, kind: FormKind) {
  return kind.known(accountId).filter((one) => (of === 'channel' ? one.name === name : one.title === title))
}
