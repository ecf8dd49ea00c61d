import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Attachment } from '@shared/uploads/draft'
import { extensionOf } from '@shared/uploads/file-names'
import { createOwnFiles } from '../drafts/own-files'
import type { Clock } from '../uploads/ports'
import { errorCode } from '../system/disk-error'

/** The window may show for a moment what is not needed any more. */
const SHOWN_FOR_MS = 10_000
const EXTENSION = /^\.[a-z0-9]{1,8}$/

export interface KeptFilesDeps {
  folder: string
  clock: Pick<Clock, 'schedule'>
  log: (message: string, error: unknown) => void
}

/** Pictures and captions that wait to be sent: copies in the profile, so that what is picked may go away afterwards. */
export class KeptFiles {
  private readonly files
  /** Those of this run: a sweep may meet them before anything refers to them. */
  private readonly fresh = new Set<string>()

  /** Those that are deleted in a moment, by id, and how to call that off. */
  private readonly leaving = new Map<string, { file: Attachment; cancel: () => void }>()

  constructor(private readonly deps: KeptFilesDeps) {
    // Each belongs to one change: who asks for the removal has looked.
    this.files = createOwnFiles(deps.folder, () => false)
  }

  /** What a timer has not deleted is swept at the next start. */
  close(): void {
    for (const { cancel } of this.leaving.values()) cancel()
    this.leaving.clear()
  }

  /** One that is deleted in a moment; null: none of this id. */
  leavingOf(id: string): Attachment | null {
    return this.leaving.get(id)?.file ?? null
  }

  pathOf({ id, name }: Attachment): string {
    const extension = extensionOf(name)
    return join(this.deps.folder, `${id}${EXTENSION.test(extension) ? extension : ''}`)
  }

  /** On the disk when it resolves. Rejects with `disk-full`. */
  async keep(name: string, bytes: Uint8Array): Promise<Attachment> {
    const file = { id: randomUUID(), name, bytes: bytes.byteLength }
    const path = this.pathOf(file)
    this.fresh.add(path)
    await this.files.write(path.slice(this.deps.folder.length + 1), bytes)
    return file
  }

  /** Rejects with `file-unreadable`, `disk-full`. */
  async copy(path: string, name: string): Promise<Attachment> {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new AppError('file-unreadable', 'not readable', { code: errorCode(error) }, { cause: error })
    })
    return this.keep(name, bytes)
  }

  /** Deletes those of `before` that `after` does not need any more, in a moment. */
  release(before: readonly Attachment[], after: readonly Attachment[]): void {
    const kept = new Set(after.map(({ id }) => id))
    for (const file of before) if (!kept.has(file.id) && !this.leaving.has(file.id)) this.removeSoon(file)
  }

  /** Deletes what nothing refers to, left by an earlier run. */
  async sweep(referred: readonly Attachment[]): Promise<void> {
    await this.files.sweep(new Set([...this.fresh, ...referred.map((file) => this.pathOf(file))]))
  }
  private removeSoon(file: Attachment): void {
    const cancel = this.deps.clock.schedule(SHOWN_FOR_MS, () => {
      this.leaving.delete(file.id)
      this.files.remove(this.pathOf(file)).catch((error: unknown) => {
        this.deps.log('a file that waited could not be deleted', error)
      })
    })
    this.leaving.set(file.id, { file, cancel })
  }
}
