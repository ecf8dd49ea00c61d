import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { picturesIn, type ListForm } from '@shared/library/list-form'
import type { Attachment } from '@shared/uploads/draft'
import { mimeOf, type ShownFile } from '../../drafts/local-files'
import type { KeptFiles } from '../kept-files'

export interface FormPicturesDeps {
  files: KeptFiles
  /** All that wait. */
  forms: () => readonly ListForm[]
  log: (message: string, error: unknown) => void
}

/** The files of pictures that wait to be sent. */
export class FormPictures {
  /** Files that no form may refer to just now, while somebody is at work with them: by their ids. */
  private readonly busy = new Map<string, Attachment>()

  constructor(private readonly deps: FormPicturesDeps) {}

  /** Keeps a picture on the disk while `work` makes a form refer to it. Rejects with `disk-full`. */
  async keep<T>(name: string, bytes: Uint8Array, work: (file: Attachment) => Promise<T>): Promise<T> {
    const file = await this.deps.files.keep(name, bytes)
    return this.during([file], () => work(file))
  }

  /** These stay while `work` goes on; afterwards what no form refers to is deleted. */
  async during<T>(files: readonly Attachment[], work: () => Promise<T>): Promise<T> {
    for (const file of files) this.busy.set(file.id, file)
    try {
      return await work()
    } finally {
      for (const { id } of files) this.busy.delete(id)
      this.sweep(files)
    }
  }

  /** Rejects with `file-unreadable`. */
  async read(file: Attachment): Promise<Uint8Array> {
    return readFile(this.deps.files.pathOf(file)).catch((error: unknown) => {
      throw new AppError('file-unreadable', 'a picture that waits is gone', {}, { cause: error })
    })
  }

  /** By the id of its file; null: none. */
  shown(fileId: string): ShownFile | null {
    const { files } = this.deps
    // The window may ask for one that has just arrived.
    const file =
      this.referred().find(({ id }) => id === fileId) ?? this.busy.get(fileId) ?? files.leavingOf(fileId)
    return file === null ? null : { path: files.pathOf(file), mime: mimeOf(file.name) }
  }

  /** Deletes those of these files that nothing needs any more. */
  sweep(files: readonly Attachment[]): void {
    this.deps.files.release(files, [...this.referred(), ...files.filter(({ id }) => this.busy.has(id))])
  }

  close(): void {
    this.deps.files.close()
  }

  /** Deletes what a crash has left. Never rejects. */
  async startUp(): Promise<void> {
    await this.deps.files.sweep(this.referred()).catch((error: unknown) => {
      this.deps.log('pictures that waited could not be swept', error)
    })
  }

  private referred(): Attachment[] {
    return this.deps.forms().flatMap(({ changes }) => picturesIn(changes).map(({ file }) => file))
  }
}
