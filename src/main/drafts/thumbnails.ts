import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import type { Draft } from '@shared/uploads/draft'
import { baseNameOf, extensionOf } from '@shared/uploads/file-names'
import { statOf } from '../intake/inspect'
import type { AttachmentFile } from '../storage/attachments-table'
import type { Edits } from './edits'
import { copyOf, orRemove, type OwnFiles } from './own-files'
import { pictureKindOf, pictureKindOfFile, type PictureKind } from './picture-kind'
import { errorCode } from '../system/disk-error'

export interface ThumbnailPorts {
  edits: Edits
  ownFiles: OwnFiles
  limitsOf(accountId: string): Promise<InstanceLimits>
}

export interface Thumbnails {
  /** Takes a picture file for these uploads. Throws `unsupported-picture`, `picture-too-large`, `file-unreadable`. */
  setPicture(ids: readonly string[], accountIds: readonly string[], path: string): Promise<void>
  /** Takes a frame of the video, `frameAt` seconds into it, as JPEG bytes. */
  setFrame(id: string, jpeg: Uint8Array, frameAt: number): Promise<void>
  clear(ids: readonly string[]): Promise<void>
}

export function createThumbnails(ports: ThumbnailPorts): Thumbnails {
  const { edits, ownFiles } = ports
  async function checkLimits(
    accountIds: readonly string[],
    kind: PictureKind | null,
    bytes: number,
  ): Promise<void> {
    for (const accountId of new Set(accountIds)) {
      checkPicture(kind, bytes, await ports.limitsOf(accountId))
    }
  }

  return {
    async setPicture(ids, accountIds, path) {
      const { kind, bytes } = await readPicture(path)
      await checkLimits(accountIds, kind, bytes)
      const name = pictureName(basename(path), kind)
      // One copy for all of them.
      const copy = await copyOf(ownFiles, path, extensionOf(name))
      await orRemove(ownFiles, copy, () =>
        edits.change(ids, ({ draft }) =>
          withThumbnail(draft, { path: copy, name, bytes, isOwn: true }, null),
        ),
      )
    },
    async setFrame(id, jpeg, frameAt) {
      const { accountId } = edits.editable(id)
      const kind = pictureKindOf(jpeg)
      await checkLimits([accountId], kind?.mime === 'image/jpeg' ? kind : null, jpeg.byteLength)
      const path = await ownFiles.write(`${randomUUID()}.jpg`, jpeg)
      const file = { path, name: 'frame.jpg', bytes: jpeg.byteLength, isOwn: true }
      await orRemove(ownFiles, path, () =>
        edits.change([id], ({ draft }) => withThumbnail(draft, file, frameAt)),
      )
    },
    clear: (ids) =>
      edits.change(ids, ({ draft }) =>
        draft.thumbnail === null ? null : { draft: { ...draft, thumbnail: null } },
      ),
  }
}

function withThumbnail(
  draft: Draft,
  file: Omit<AttachmentFile, 'id'>,
  frameAt: number | null,
): { draft: Draft; attach: AttachmentFile } {
  const { name, bytes } = file
  const id = randomUUID()
  return { draft: { ...draft, thumbnail: { file: { id, name, bytes }, frameAt } }, attach: { ...file, id } }
}

/** Throws `unsupported-picture`, `picture-too-large`. */
export function checkPicture(kind: PictureKind | null, bytes: number, limits: InstanceLimits): void {
  const { imageExtensions, imageMaxBytes } = limits
  if (kind?.extensions.some((extension) => imageExtensions.includes(extension)) !== true) {
    throw new AppError('unsupported-picture', 'not a picture that the instance takes')
  }
  if (bytes > imageMaxBytes)
    throw new AppError('picture-too-large', 'picture too large', { max: imageMaxBytes })
}

/** What a picture file is, by its bytes. Rejects with `file-unreadable`. */
export async function readPicture(path: string): Promise<{ kind: PictureKind | null; bytes: number }> {
  try {
    const [{ size }, kind] = await Promise.all([statOf(path), pictureKindOfFile(path)])
    return { kind, bytes: size }
  } catch (error) {
    throw new AppError(
      'file-unreadable',
      'the picture can not be read',
      { code: errorCode(error) },
      { cause: error },
    )
  }
}

/** The server goes by the name's extension: a JPEG that is called `.png` gets the right one. */
export function pictureName(name: string, kind: PictureKind | null): string {
  if (kind === null || kind.extensions.includes(extensionOf(name))) return name
  return `${baseNameOf(name)}${kind.extensions[0] ?? ''}`
}
