import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { Attachment, Draft } from '@shared/uploads/draft'
import { captionLanguageOf, extensionOf, type Sidecars } from '@shared/uploads/file-names'
import type { Refusal } from '@shared/uploads/intake'
import { isCaptionFile } from '../drafts/caption-text'
import { freeUnknownLanguage } from '../drafts/free-language'
import { pictureKindOfFile } from '../drafts/picture-kind'
import type { NewAttachment } from '../storage/intake-table'
import { inspectFile, isRefusal, refuse, refuseError } from './inspect'

export interface Attached {
  draft: Draft
  attachments: NewAttachment[]
  refusals: Refusal[]
}

/** Puts the captions and the picture that lie beside a video into its draft, or tells why not. */
export async function attachSidecars(
  draft: Draft,
  video: { folder: string; name: string },
  sidecars: Sidecars,
  limits: InstanceLimits,
): Promise<Attached> {
  const attached: Attached = { draft: { ...draft, captions: [] }, attachments: [], refusals: [] }
  // `.vtt` last in the alphabet and first in worth: the server keeps it as it is.
  for (const name of [...sidecars.captions].sort((a, b) => extensionOf(b).localeCompare(extensionOf(a)))) {
    await attachCaption(attached, video, name, limits)
  }
  for (const name of sidecars.pictures) await attachPicture(attached, video.folder, name, limits)
  return attached
}

async function attachCaption(
  attached: Attached,
  video: { folder: string; name: string },
  name: string,
  limits: InstanceLimits,
): Promise<void> {
  const path = join(video.folder, name)
  const taken = new Set(attached.draft.captions.map(({ language }) => language))
  const language = captionLanguageOf(name, video.name) ?? attached.draft.language
  if (language !== null && taken.has(language)) {
    attached.refusals.push(refuse(path, 'language-taken', language))
    return
  }
  const checked = await check(path, limits.captionMaxBytes, 'not-captions', () =>
    isCaptionFile(path, extensionOf(name)),
  )
  if (isRefusal(checked)) attached.refusals.push(checked)
  else {
    attached.draft.captions.push({ language: language ?? freeUnknownLanguage(taken), file: checked })
    attached.attachments.push({ ...checked, path })
  }
}

async function attachPicture(
  attached: Attached,
  folder: string,
  name: string,
  limits: InstanceLimits,
): Promise<void> {
  const path = join(folder, name)
  const chosen = attached.draft.thumbnail
  if (chosen !== null) {
    attached.refusals.push(refuse(path, 'picture-taken', chosen.file.name))
    return
  }
  const checked = await check(
    path,
    limits.imageMaxBytes,
    'not-a-picture',
    async () => (await pictureKindOfFile(path)) !== null,
  )
  if (isRefusal(checked)) attached.refusals.push(checked)
  else {
    attached.draft.thumbnail = { file: checked, frameAt: null }
    attached.attachments.push({ ...checked, path })
  }
}

async function check(
  path: string,
  maxBytes: number,
  otherwise: Refusal['reason'],
  isRight: () => Promise<boolean>,
): Promise<Attachment | Refusal> {
  const facts = await inspectFile(path)
  if (isRefusal(facts)) return facts
  if (facts.bytes > maxBytes) return refuse(path, 'attachment-too-large', '')
  try {
    if (!(await isRight())) return refuse(path, otherwise, '')
  } catch (error) {
    return refuseError(path, error)
  }
  return { id: randomUUID(), name: basename(path), bytes: facts.bytes }
}
