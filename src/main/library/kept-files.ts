import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { Attachment } from '@shared/uploads/draft'
import { extensionOf } from '@shared/uploads/file-names'
import { createOwnFiles } from '../drafts/own-files'
import { errorCode } from '../intake/inspect'

const EXTENSION = /^\.[a-z0-9]{1,8}$/

/** Pictures and captions that wait to be sent: copies in the profile, so that what is picked may go away afterwards. */
export class KeptFiles {
  private readonly files

  constructor(private readonly folder: string) {
    // Each belongs to one change: who asks for the removal has looked.
    this.files = createOwnFiles(folder, () => false)
  }

  pathOf({ id, name }: Attachment): string {
    const extension = extensionOf(name)
    return join(this.folder, `${id}${EXTENSION.test(extension) ? extension : ''}`)
  }

  /** On the disk when it resolves. Rejects with `disk-full`. */
  async keep(name: string, bytes: Uint8Array): Promise<Attachment> {
    const file = { id: randomUUID(), name, bytes: bytes.byteLength }
    const path = this.pathOf(file)
    await this.files.write(path.slice(this.folder.length + 1), bytes)
    return file
  }

  /** Rejects with `file-unreadable`, `disk-full`. */
  async copy(path: string, name: string): Promise<Attachment> {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new AppError('file-unreadable', 'not readable', { code: errorCode(error) }, { cause: error })
    })
    return this.keep(name, bytes)
  }

  /** Those of `before` that `after` does not need any more. */
  async release(before: readonly Attachment[], after: readonly Attachment[]): Promise<void> {
    const kept = new Set(after.map(({ id }) => id))
    for (const file of before) if (!kept.has(file.id)) await this.files.remove(this.pathOf(file))
  }

  /** Deletes what nothing refers to, left by a crash. */
  async sweep(referred: readonly Attachment[]): Promise<void> {
    await this.files.sweep(new Set(referred.map((file) => this.pathOf(file))))
  }
}
