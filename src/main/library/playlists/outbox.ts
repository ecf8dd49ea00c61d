import type { ChangeCounts, ChangeRow, ChangeState, PlaylistChangeRow } from '@shared/library/change'
import { PLAYLIST_TYPE } from '@shared/playlists/playlist'
import { nextTurn } from '../../intake/turns'
import type { StoredChange } from '../../storage/playlist-changes-table'
import { MOST_AT_ONCE, NO_CHANGES, type ChangeSource } from '../changes/source'
import type { ListsAccounts } from '../lists-ports'
import type { Sender } from './sender'
import type { PlaylistStore } from './store'

export interface PlaylistOutboxDeps {
  store: PlaylistStore
  sender: Sender
  accounts: ListsAccounts
  changed: () => void
}

/** Rows of one transaction. */
const AT_ONCE = 200

/** Changes of what playlists hold, as lines of the outbox. */
export class PlaylistOutbox implements ChangeSource {
  constructor(private readonly deps: PlaylistOutboxDeps) {}

  /** What is on its way is counted with what waits: they are one list. */
  counts(accountId: string | null): ChangeCounts {
    const { waiting, sent, refused } = this.deps.store.changes.counts(accountId)
    return { ...NO_CHANGES, waiting: waiting + sent, failed: refused }
  }

  page(states: readonly ChangeState[], offset: number, limit: number): ChangeRow[] {
    const { changes } = this.deps.store
    const wanted = [
      ...(states.includes('waiting') ? (['waiting', 'sent'] as const) : []),
      ...(states.includes('failed') ? (['refused'] as const) : []),
    ]
    return changes.page(wanted, offset, limit).map((stored) => ({ of: 'playlist', row: this.rowOf(stored) }))
  }

  idsIn(state: 'failed' | 'waiting'): string[] {
    const { changes } = this.deps.store
    return changes.idsIn(state === 'failed' ? ['refused'] : ['waiting', 'sent'], MOST_AT_ONCE).map(String)
  }

  retry(ids: readonly string[]): Promise<number> {
    return this.each(ids, (stored) => {
      if (stored.state === 'refused') this.deps.store.changes.setState(stored.id, 'waiting', null, null)
      return true
    })
  }

  async revoke(ids: readonly string[]): Promise<number> {
    const { sender, store } = this.deps
    return this.each(ids, (stored) => {
      if (sender.sendingNow(stored.accountId) === stored.id) return false
      // Its answer was lost: whether it had its effect is seen when the playlist is read again.
      if (stored.state === 'sent') store.doubt(stored.accountId, stored.playlistUuid)
      store.changes.remove(stored.id)
      return true
    })
  }

  private async each(ids: readonly string[], work: (stored: StoredChange) => boolean): Promise<number> {
    const { store, accounts, sender, changed } = this.deps
    const touched = new Set<string>()
    let count = 0
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      if (at > 0) await nextTurn()
      store.transaction(() => {
        for (const id of ids.slice(at, at + AT_ONCE)) {
          const stored = store.changes.find(Number(id))
          if (stored === null || !work(stored)) continue
          touched.add(stored.accountId)
          count += 1
        }
      })
    }
    changed()
    for (const accountId of touched) {
      const account = accounts.find(accountId)
      if (account !== null) sender.wakeAgain(account)
    }
    return count
  }

  private rowOf(stored: StoredChange): PlaylistChangeRow {
    const { store, sender } = this.deps
    const { id, accountId, playlistUuid, change, madeAt, error, detail } = stored
    const isSending = sender.sendingNow(accountId) === id
    const isFailed = stored.state === 'refused'
    const playlist = store.changes.playlistOf(stored)
    return {
      id,
      accountId,
      playlistUuid,
      playlistName: playlist.name,
      isWatchLater: playlist.type === PLAYLIST_TYPE.watchLater,
      change,
      videoName: store.changes.videoNameOf(stored),
      state: isFailed ? 'failed' : isSending ? 'sending' : 'waiting',
      note: isFailed || isSending ? null : this.noteOf(accountId),
      awaitsDeletion: !isFailed && store.changes.awaitsDeletion(id),
      error: isFailed ? error : '',
      detail: isFailed ? detail : '',
      madeAt,
    }
  }

  private noteOf(accountId: string): PlaylistChangeRow['note'] {
    const { accounts, sender } = this.deps
    if (accounts.find(accountId)?.isSignedIn !== true) return 'signed-out'
    return sender.isUnreachable(accountId) ? 'unreachable' : null
  }
}
