import { randomUUID } from 'node:crypto'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { OpenedCaptions } from '@shared/captions/caption'
import type { Cue } from '@shared/captions/cue'
import { AppError } from '@shared/errors'
import type { Draft } from '@shared/uploads/draft'
import { readCaptionFile } from '../captions/batch'
import { writeCaptions } from '../captions/caption-files'
import type { CaptionReader } from '../captions/reading-thread'
import type { AttachmentsTable } from '../storage/attachments-table'
import type { UploadCaptionsTable } from '../storage/upload-captions-table'
import type { Edits } from './edits'
import { orRemove, type OwnFiles } from './own-files'

export interface CaptionWorkPorts {
  edits: Edits
  ownFiles: OwnFiles
  attachments: AttachmentsTable
  work: UploadCaptionsTable
  readCaptions: CaptionReader
  limitsOf(accountId: string): Promise<InstanceLimits>
  /** Epoch milliseconds. */
  now(): number
}

/** The captions of a draft in the editor: kept as they are typed, and saved into a file of ours, never the person's. */
export interface CaptionWork {
  /** The work that is kept, else the draft's file. Rejects with `not-found`, `file-unreadable`, `unsupported-caption`. */
  open(id: string, language: string): Promise<OpenedCaptions>
  /** On the disk when it returns. */
  keep(id: string, language: string, cues: Cue[]): void
  discard(id: string, language: string): void
  /** Languages in which there is work that is not saved. */
  languages(id: string): string[]
  /** Puts the work in place of the draft's file; the one goes as the other comes. Rejects with `not-found`, `disk-full`… */
  save(id: string, language: string): Promise<void>
}

export function createCaptionWork(ports: CaptionWorkPorts): CaptionWork {
  const { edits, ownFiles, attachments, work } = ports
  const common = { base: null, pending: null }

  return {
    async open(id, language) {
      const { file } = captionOf(edits.editable(id).draft, language)
      const kept = work.find(id, language)
      if (kept !== null) {
        return { ...common, origin: 'draft', cues: kept.cues, unread: 0, simplified: false }
      }
      const path = attachments.find(id, file.id)?.path
      if (path === undefined) throw new AppError('file-unreadable', 'no such file', { name: file.name })
      const { cues, unread, simplified } = await readCaptionFile(path, ports.readCaptions)
      return { ...common, origin: 'file', cues, unread, simplified }
    },
    keep(id, language, cues) {
      captionOf(edits.editable(id).draft, language)
      work.put(id, language, { cues, changedAt: ports.now() })
    },
    discard(id, language) {
      work.remove(id, language)
    },
    languages: (id) => work.languagesOf(id),
    async save(id, language) {
      const kept = work.find(id, language)
      if (kept === null) throw new AppError('not-found', 'no work on these captions', { what: 'draft' })
      const { draft, accountId } = edits.editable(id)
      captionOf(draft, language)
      const content = Buffer.from(writeCaptions(kept.cues, 'vtt'), 'utf8')
      const { captionMaxBytes: max } = await ports.limitsOf(accountId)
      if (content.byteLength > max)
        throw new AppError('unsupported-caption', 'caption too large', { reason: 'too-large', max })
      const path = await ownFiles.write(`${randomUUID()}.vtt`, content)
      await orRemove(ownFiles, path, () =>
        edits.change([id], ({ draft: now }) => {
          const name = `${captionOf(now, language).file.name.replace(/\.[^.]*$/, '')}.vtt`
          const file = { id: randomUUID(), name, bytes: content.byteLength }
          // What was typed meanwhile is work still.
          if (work.find(id, language)?.changedAt === kept.changedAt) work.remove(id, language)
          return { draft: withFile(now, language, file), attach: { ...file, path, isOwn: true } }
        }),
      )
    },
  }
}

function captionOf({ captions }: Draft, spoken: string): Draft['captions'][number] {
  const found = captions.find(({ language }) => language === spoken)
  if (found === undefined) throw new AppError('not-found', 'no caption in that language', { what: 'caption' })
  return found
}

function withFile(draft: Draft, language: string, file: Draft['captions'][number]['file']): Draft {
  const captions = draft.captions.map((caption) =>
    caption.language === language ? { ...caption, file } : caption,
  )
  return { ...draft, captions }
}
