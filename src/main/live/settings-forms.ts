import { AppError } from '@shared/errors'
import { liveSettingsSchema, type LiveDetails } from '@shared/live/live'
import type { FormKind } from '../library/forms/kinds'
import { listError } from '../library/list-errors'
import type { Clock } from '../uploads/ports'
import { liveError } from './live-errors'
import type { LiveAccounts, LiveServer } from './ports'
import { readDetails } from './read-details'

export interface SettingsFormsDeps {
  accounts: Pick<LiveAccounts, 'find'>
  clock: Clock
  details: {
    known: (accountId: string) => { uuid: string; name: string }[]
    put: (accountId: string, uuid: string, details: LiveDetails, now: number) => void
  }
}

/** Settings of lives as forms that are saved first. Lives themselves are made and deleted elsewhere. */
export function settingsForms(
  { accounts, clock, details }: SettingsFormsDeps,
  signal: AbortSignal,
): FormKind {
  function serverOf(accountId: string): LiveServer {
    const account = accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    return account.lives
  }

  /** The copy has it too. */
  async function read(accountId: string, uuid: string): Promise<LiveDetails | null> {
    const found = await readDetails(serverOf(accountId), uuid, 'person', clock, signal)
    if (found !== null) details.put(accountId, uuid, found, clock.now())
    return found
  }

  /** A new time that passed while it waited is for the person to look at. */
  function hasPassed(wanted: readonly number[] = [], announced: readonly number[] = []): boolean {
    return wanted.some((at) => at <= clock.now() && !announced.includes(at))
  }

  return {
    known: (accountId) =>
      details
        .known(accountId)
        .map(({ uuid, name }) => ({ target: uuid, name: '', title: name, pictures: {} })),
    // It is read with each comparison.
    reread: () => Promise.resolve(),
    alone: (_accountId, _target, work) => work(),
    fieldsOf: async (accountId, target) => (await read(accountId, target))?.settings ?? null,
    update: async ({ accountId }, target, changes, there) => {
      const { replayPrivacy, saveReplay = replayPrivacy == null ? there.saveReplay : true } = changes
      if (hasPassed(changes.schedules, there.schedules)) throw new AppError('live-time-passed')
      // The whole of them is sent: PeerTube stumbles over a part. A privacy for replays wants replays.
      const settings = liveSettingsSchema.parse({ ...there, ...changes, saveReplay })
      await serverOf(accountId)
        .update(target, settings, signal)
        .catch((error: unknown) => {
          throw listError(liveError(error), 'update-live')
        })
      // What was asked for is done: what can't be read now is read when somebody looks.
      await read(accountId, target).catch(() => null)
    },
    create: notHere,
    afterCreation: notHere,
    checkPicture: notHere,
    setPicture: notHere,
    videosOf: notHere,
    delete: notHere,
  }
}

function notHere(): never {
  throw new AppError('not-allowed-now', 'only the settings of a live are a form')
}
