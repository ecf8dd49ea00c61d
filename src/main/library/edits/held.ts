import { AppError } from '@shared/errors'
import type { EditParts, VideoChanges } from '@shared/library/edit'
import {
  filesOf,
  mergeParts,
  mergeSides,
  NO_PARTS,
  withImplied,
  withoutVoid,
  type Sides,
} from '@shared/library/edit-changes'
import { isOpen } from '@shared/library/edit-transition'
import { changedFields, layOver, pickFields } from '@shared/library/same-fields'
import { validateEdit } from '@shared/library/validate-edit'
import type { Problem } from '@shared/uploads/upload'
import { FALLBACK_LIMITS } from '../../intake/fallback-limits'
import type { EditRecord } from '../../storage/edits-table'
import type { CopiedVideo, LibraryFields } from '../../storage/library-fields'
import type { KeptFiles } from '../kept-files'
import type { EditAccounts } from './ports'
import { isEmpty, type EditStore } from './store'
import { partKeys } from './parts'
import { withWaiting } from './with-waiting'

export interface HeldDeps {
  store: EditStore
  copy: LibraryFields
  files: KeptFiles
  accounts: EditAccounts
  now: () => number
}

/** A video with what is typed for it and what waits. */
export interface VideoAtHand {
  copied: CopiedVideo
  /** Everything that is not sent, in the order of sending. */
  unsent: EditRecord[]
  held: EditRecord | null
}

/** What is typed for videos: kept at once, sent only when the person asks for it. */
export class Held {
  constructor(private readonly deps: HeldDeps) {}

  /** Throws `not-found`. */
  find(accountId: string, uuid: string): VideoAtHand {
    const video = this.findOrNull(accountId, uuid)
    if (video === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    return video
  }

  findOrNull(accountId: string, uuid: string): VideoAtHand | null {
    const copied = this.deps.copy.find(accountId, uuid)
    if (copied === null) return null
    const all = this.deps.store.table.unsentOf(accountId, uuid)
    const held = all.find(({ state }) => state.name === 'held') ?? null
    return { copied, held, unsent: all.filter((edit) => edit !== held) }
  }

  /** As the form shows it: the instance's values under everything that waits or is held. */
  shown(video: VideoAtHand): CopiedVideo['fields'] {
    return layOver(this.waitingFields(video), video.held?.changes ?? {})
  }

  /** As it will be when everything is sent that was asked to be. */
  waitingFields({ copied }: VideoAtHand): CopiedVideo['fields'] {
    return withWaiting(this.deps.store.table, copied).fields
  }

  /** Throws `invalid-input` for a field that nobody has seen. */
  hold(accountId: string, uuid: string, typed: Sides): Problem[] {
    const video = this.find(accountId, uuid)
    const sides = { changes: typed.changes, base: this.seen(video, typed) }
    const earlier = video.held ?? { changes: {}, base: {} }
    const merged = withoutVoid(mergeSides(earlier, sides), video.copied.fields, this.features(accountId))
    const held = this.put(video, merged, video.held?.parts ?? NO_PARTS)
    return this.problems({ ...video, held })
  }

  /** Changes the files and playlists of what is held. */
  setParts(
    accountId: string,
    uuid: string,
    change: (parts: EditParts, video: VideoAtHand) => EditParts,
  ): void {
    const video = this.find(accountId, uuid)
    const before = video.held?.parts ?? NO_PARTS
    const parts = change(before, video)
    this.put(video, video.held ?? { changes: {}, base: {} }, parts)
    this.release(before, parts)
  }

  /** Takes something back out of what waits, where it was not sent yet. */
  setOpenParts(accountId: string, uuid: string, change: (parts: EditParts) => EditParts): void {
    for (const edit of this.find(accountId, uuid).unsent) {
      const parts = change(edit.parts)
      if (!isOpen(edit.state) || parts === edit.parts) continue
      const next = { ...edit, parts }
      this.deps.store.together(() => {
        if (isEmpty(next)) this.deps.store.table.delete(edit.id)
        else this.deps.store.write(next)
      })
      this.release(edit.parts, parts)
    }
  }

  discard(accountId: string, uuid: string): void {
    const { store } = this.deps
    const held = store.table.unsentOf(accountId, uuid).find(({ state }) => state.name === 'held')
    if (held === undefined) return
    store.together(() => {
      store.table.delete(held.id)
    })
    this.release(held.parts, null)
  }

  /** Asks for what is held to be sent. With problems nothing happens; null: nothing was held. */
  save(accountId: string, uuid: string): { editId: string | null; problems: Problem[] } {
    const video = this.find(accountId, uuid)
    const { held } = video
    if (held === null) return { editId: null, problems: [] }
    const problems = this.problems(video)
    if (problems.length > 0) return { editId: null, problems }
    const sides = withImplied(held, this.waitingFields(video), video.copied.unknown)
    const open = video.unsent.at(-1)
    const isSameKind = open?.batchId === null && open.kind === 'change'
    if (!isSameKind || !isOpen(open.state)) return { editId: this.queue(held, sides), problems }
    this.extend(open, held, sides)
    return { editId: open.id, problems }
  }

  /** What keeps it from being saved; nothing while the instance was never asked for its limits. */
  problems(video: VideoAtHand): Problem[] {
    const { held, copied } = video
    const choices = this.deps.accounts.knownChoices(copied.accountId)
    if (held === null || choices === null) return []
    const { changes } = withImplied(held, this.waitingFields(video), copied.unknown)
    const fields = layOver(this.shown(video), changes)
    const edit = { fields, changed: changedFields(changes), parts: held.parts, isLive: copied.isLive }
    return validateEdit(edit, choices, this.deps.now())
  }

  features(accountId: string) {
    return (this.deps.accounts.knownChoices(accountId)?.limits ?? FALLBACK_LIMITS).features
  }

  /** Deletes files that nothing refers to any more; what stays is swept at the next start. */
  release(before: EditParts, after: EditParts | null): void {
    this.deps.files.release(filesOf(before), after === null ? [] : filesOf(after))
  }

  private seen(video: VideoAtHand, { changes, base }: Sides): VideoChanges {
    const shown = this.shown(video)
    const missing = changedFields(changes).filter((field) => base[field] === undefined)
    const isUnseen = missing.find((field) => video.copied.unknown.includes(field))
    if (isUnseen !== undefined)
      throw new AppError('invalid-input', 'that field is not known yet', { field: isUnseen })
    return { ...pickFields(shown, missing), ...pickFields(base, changedFields(changes)) }
  }

  private put({ copied, held }: VideoAtHand, { changes, base }: Sides, parts: EditParts): EditRecord | null {
    const { store } = this.deps
    const isKept = held !== null && !isEmpty({ changes, parts })
    if (isKept) return store.keep({ ...held, changes, base, parts })
    return store.together(() => {
      if (isEmpty({ changes, parts })) {
        if (held !== null) store.table.delete(held.id)
        return null
      }
      const { accountId, uuid, fields } = copied
      const state = { name: 'held' } as const
      const common = { accountId, uuid, batchId: null, kind: 'change', title: fields.title } as const
      return store.add({ ...common, state, changes, base, parts })
    })
  }

  private queue(held: EditRecord, sides: Sides): string {
    const { store } = this.deps
    store.together(() => {
      // What was saved meanwhile comes first: this one was seen on top of it.
      const next = { ...held, ...sides, seq: store.table.nextSeq() }
      store.write({ ...next, state: { name: 'waiting', note: null, attempts: 0, retryAt: null } })
    })
    return held.id
  }

  private extend(open: EditRecord, held: EditRecord, sides: Sides): void {
    const { store } = this.deps
    const parts = mergeParts(open.parts, held.parts)
    const again = new Set(partKeys(held.parts))
    store.together(() => {
      store.table.delete(held.id)
      const sentParts = open.sentParts.filter((key) => !again.has(key))
      store.write({
        ...open,
        ...mergeSides(open, sides),
        parts,
        sentParts,
        state: { name: 'waiting', note: null, attempts: 0, retryAt: null },
      })
    })
    this.release(open.parts, parts)
  }
}
