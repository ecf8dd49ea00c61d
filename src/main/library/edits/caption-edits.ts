import { readFile } from 'node:fs/promises'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { CaptionPending } from '@shared/captions/caption'
import { AppError } from '@shared/errors'
import type { CaptionWish, EditParts } from '@shared/library/edit'
import { mergeParts, NO_PARTS } from '@shared/library/edit-changes'
import { isOpen } from '@shared/library/edit-transition'
import { changedFields } from '@shared/library/same-fields'
import type { CaptionKey } from '../../captions/ports'
import type { EditRecord } from '../../storage/edits-table'
import type { KeptFiles } from '../kept-files'
import type { Held, VideoAtHand } from './held'
import { partKey } from './parts'
import { isEmpty, type EditStore } from './store'

export interface CaptionEditsDeps {
  held: Held
  store: EditStore
  files: KeptFiles
  limits: (accountId: string) => Promise<InstanceLimits>
  /** There is something to send. */
  wake: () => void
}

export interface CaptionsAtHand {
  /** The copy has read the video in full: languages that are missing here are not there. */
  isKnown: boolean
  captions: { language: string; isAutomatic: boolean; version: string }[]
}

const WAITING = { name: 'waiting', note: null, attempts: 0, retryAt: null } as const

/** Captions that are sent by themselves: what else is typed for their video and not saved stays where it is. */
export class CaptionEdits {
  constructor(private readonly deps: CaptionEditsDeps) {}

  /**
   * Makes an edit of it that waits, on the disk when it resolves; `also` is part of the same transaction. Answers the edit's id.
   * @param base version that the person saw, null: there was none; left out: as the copy has it
   * Rejects with `not-found`, `unsupported-caption` (too large), `disk-full`.
   */
  async put(
    { accountId, uuid, language }: CaptionKey,
    vtt: string,
    base?: string | null,
    also: () => void = () => undefined,
  ): Promise<string> {
    const bytes = Buffer.from(vtt, 'utf8')
    const { captionMaxBytes } = await this.deps.limits(accountId)
    if (bytes.byteLength > captionMaxBytes)
      throw new AppError('unsupported-caption', 'caption too large', {
        reason: 'too-large',
        max: captionMaxBytes,
      })
    const video = this.deps.held.find(accountId, uuid)
    const seen = base === undefined ? baseOf(video, language) : base
    const file = await this.deps.files.keep(`${language}.vtt`, bytes)
    return this.queue(accountId, uuid, { language, file, base: seen }, also)
  }

  /** Deletes them from the instance; `base` as for `put`. */
  delete({ accountId, uuid, language }: CaptionKey, base: string | null, also: () => void): string {
    return this.queue(accountId, uuid, { language, file: null, base }, also)
  }

  /** Takes back what is wanted of them and not sent; `also` is part of the same transaction. */
  takeBack({ accountId, uuid, language }: CaptionKey, also: () => void): void {
    const { store, held } = this.deps
    const { unsent, held: typed } = held.find(accountId, uuid)
    const released: [EditParts, EditParts][] = []
    store.together(() => {
      also()
      for (const edit of typed === null ? unsent : [...unsent, typed]) {
        if (edit === typed || isOpen(edit.state)) released.push([edit.parts, this.without(edit, language)])
      }
    })
    for (const [before, after] of released) held.release(before, after)
  }

  /** What is wanted of this video's captions and not sent; of a language the latest. */
  pending(accountId: string, uuid: string): Map<string, CaptionPending> {
    const pending = new Map<string, CaptionPending>()
    for (const edit of this.wanting(accountId, uuid)) {
      const { id, state } = edit
      if (state.name === 'done' || state.name === 'planned' || state.name === 'refused') continue
      const note = state.name === 'waiting' ? state.note : null
      for (const { language, file } of edit.parts.captions) {
        const wish = file === null ? 'delete' : 'put'
        pending.set(language, { editId: id, wish, state: state.name, note })
      }
    }
    return pending
  }

  /** The latest wish and its file; null: none. `bytes` null: they are to be deleted. Rejects with `file-unreadable`. */
  async wanted({ accountId, uuid, language }: CaptionKey): Promise<{
    bytes: Uint8Array | null
    base: string | null
  } | null> {
    const wish = this.wanting(accountId, uuid)
      .flatMap(({ parts }) => parts.captions)
      .reverse()
      .find((caption) => caption.language === language)
    if (wish === undefined) return null
    const { file, base = null } = wish
    if (file === null) return { bytes: null, base }
    const bytes = await readFile(this.deps.files.pathOf(file)).catch((error: unknown) => {
      throw new AppError('file-unreadable', 'a caption file is gone', { name: file.name }, { cause: error })
    })
    return { bytes, base }
  }

  /** What the local copy knows; null: nothing of this video. */
  atHand(accountId: string, uuid: string): CaptionsAtHand | null {
    const video = this.deps.held.findOrNull(accountId, uuid)
    if (video === null) return null
    const { captions, detailsAt } = video.copied
    return { captions, isKnown: detailsAt !== null }
  }

  private wanting(accountId: string, uuid: string): EditRecord[] {
    const video = this.deps.held.findOrNull(accountId, uuid)
    if (video === null) return []
    return video.held === null ? video.unsent : [...video.unsent, video.held]
  }

  /** Joins the last edit of the video when that is of captions alone too: what waits can be taken back by itself. */
  private queue(accountId: string, uuid: string, wish: CaptionWish, also: () => void): string {
    const { store, held, wake } = this.deps
    const { copied, unsent, held: typed } = held.find(accountId, uuid)
    const last = unsent.at(-1)
    const part = { ...NO_PARTS, captions: [wish] }
    const released: [EditParts, EditParts][] = []
    const id = store.together(() => {
      also()
      // The same captions of the held edit were on the screen when these were made.
      if (typed !== null) released.push([typed.parts, this.without(typed, wish.language)])
      if (last === undefined || !isOfCaptions(last)) {
        const common = { accountId, uuid, batchId: null, kind: 'change', title: copied.fields.title } as const
        return store.add({ ...common, state: WAITING, changes: {}, base: {}, parts: part }).id
      }
      const parts = mergeParts(last.parts, part)
      const sentParts = last.sentParts.filter((key) => key !== partKey.caption(wish.language))
      store.write({ ...last, parts, sentParts, state: WAITING })
      released.push([last.parts, parts])
      return last.id
    })
    for (const [before, after] of released) held.release(before, after)
    wake()
    return id
  }

  /** Within a transaction. */
  private without(edit: EditRecord, language: string): EditParts {
    const { store } = this.deps
    const captions = edit.parts.captions.filter((caption) => caption.language !== language)
    const next = { ...edit, parts: { ...edit.parts, captions } }
    if (captions.length === edit.parts.captions.length) return edit.parts
    if (isEmpty(next)) store.table.delete(edit.id)
    else store.write(next)
    return next.parts
  }
}

/** Version of the instance's file on which a new wish of a person builds; null: there is none. */
export function baseOf({ copied, unsent, held }: VideoAtHand, language: string): string | null {
  const wish = (held === null ? unsent : [...unsent, held])
    .flatMap(({ parts }) => parts.captions)
    .find((caption) => caption.language === language)
  if (wish?.base !== undefined) return wish.base
  return copied.captions.find((caption) => caption.language === language)?.version ?? null
}

function isOfCaptions({ batchId, kind, state, changes, parts }: EditRecord): boolean {
  const { thumbnail, playlists } = parts
  const isElse = thumbnail !== null || playlists.add.length > 0 || playlists.remove.length > 0
  return (
    batchId === null && kind === 'change' && isOpen(state) && !isElse && changedFields(changes).length === 0
  )
}
