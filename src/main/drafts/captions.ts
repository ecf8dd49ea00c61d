import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import type { Draft } from '@shared/uploads/draft'
import { captionLanguageOf, extensionOf } from '@shared/uploads/file-names'
import { statOf } from '../intake/inspect'
import type { AttachmentFile } from '../storage/attachments-table'
import type { UploadCaptionsTable } from '../storage/upload-captions-table'
import { isCaptionFile } from './caption-text'
import type { Edit, EditableRow, Edits } from './edits'
import { freeUnknownLanguage } from './free-language'
import { copyOf, orRemove, type OwnFiles } from './own-files'
import { errorCode } from '../system/disk-error'

export interface CaptionPorts {
  edits: Edits
  ownFiles: OwnFiles
  /** What the editor holds of them goes along. */
  work: Pick<UploadCaptionsTable, 'rename' | 'remove'>
  limitsOf(accountId: string): Promise<InstanceLimits>
}

export interface Captions {
  /**
   * Adds a caption file, in place of one of the same language. The file is copied. `language` null: from the file's name, else the video's
   * own. Throws `unsupported-caption`, `file-unreadable`, `disk-full`.
   */
  add(id: string, path: string, language: string | null): Promise<void>
  /** Throws `not-found` for a language that is not there, `invalid-input` for one that another file has. */
  setLanguage(id: string, from: string, to: string): Promise<void>
  remove(id: string, language: string): Promise<void>
}

export function createCaptions(ports: CaptionPorts): Captions {
  const { edits, ownFiles, work } = ports
  return {
    async add(id, path, language) {
      const { accountId } = edits.editable(id)
      const bytes = await checkCaption(path, await ports.limitsOf(accountId))
      const name = basename(path)
      const copy = await copyOf(ownFiles, path, extensionOf(name))
      const file = { id: randomUUID(), path: copy, name, bytes, isOwn: true }
      await orRemove(ownFiles, copy, () => edits.change([id], (row) => withCaption(row, file, language)))
    },
    async setLanguage(id, from, to) {
      const languages = edits.editable(id).draft.captions.map(({ language }) => language)
      if (!languages.includes(from)) throw new AppError('not-found', 'no caption in that language')
      if (from !== to && languages.includes(to))
        throw new AppError('invalid-input', 'that language is taken', { language: to })
      await edits.change([id], ({ draft }) => {
        if (from !== to) work.rename(id, from, to)
        return { draft: renamed(draft, from, to) }
      })
    },
    remove: (id, language) =>
      edits.change([id], ({ draft }) => {
        work.remove(id, language)
        return { draft: { ...draft, captions: draft.captions.filter((one) => one.language !== language) } }
      }),
  }
}

/** The file's size when it is a caption that the instance takes. Throws `unsupported-caption`, `file-unreadable`. */
export async function checkCaption(path: string, limits: InstanceLimits): Promise<number> {
  const extension = extensionOf(basename(path))
  if (!limits.captionExtensions.includes(extension))
    throw new AppError('unsupported-caption', `no ${extension} captions`)
  const { bytes, isRight } = await readCaption(path, extension)
  if (!isRight)
    throw new AppError('unsupported-caption', 'not the text of captions', { reason: 'other-content' })
  if (bytes > limits.captionMaxBytes) {
    throw new AppError('unsupported-caption', 'caption file too large', {
      reason: 'too-large',
      max: limits.captionMaxBytes,
    })
  }
  return bytes
}

async function readCaption(path: string, extension: string): Promise<{ bytes: number; isRight: boolean }> {
  try {
    const [{ size }, isRight] = await Promise.all([statOf(path), isCaptionFile(path, extension)])
    return { bytes: size, isRight }
  } catch (error) {
    throw new AppError(
      'file-unreadable',
      'the caption can not be read',
      { code: errorCode(error) },
      { cause: error },
    )
  }
}

function withCaption({ draft, fileName }: EditableRow, file: AttachmentFile, wanted: string | null): Edit {
  const { id, name, bytes } = file
  const taken = new Set(draft.captions.map(({ language }) => language))
  const language = wanted ?? captionLanguageOf(name, fileName) ?? draft.language ?? freeUnknownLanguage(taken)
  const others = draft.captions.filter((caption) => caption.language !== language)
  return { draft: { ...draft, captions: [...others, { language, file: { id, name, bytes } }] }, attach: file }
}

function renamed(draft: Draft, from: string, to: string): Draft {
  const captions = draft.captions.map((caption) =>
    caption.language === from ? { ...caption, language: to } : caption,
  )
  return { ...draft, captions }
}
