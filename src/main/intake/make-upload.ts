import { randomUUID } from 'node:crypto'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { Refusal } from '@shared/uploads/intake'
import type { NewUpload } from '../storage/intake-table'
import type { FoundVideo } from './classify'
import { newDraft, type DraftStart } from './new-draft'
import { attachSidecars } from './sidecars'
import type { Candidate } from './twins'

/** A file of this drop that can be read and has the right name. */
export interface Video extends Candidate {
  found: FoundVideo
}

interface MakePorts {
  accountId: string
  limits: InstanceLimits
  start: DraftStart
  now(): number
}

/** The row that a video becomes, with what lies beside it; what of that is no use comes back as refusals. */
export async function makeUpload(
  { accountId, limits, start, ...ports }: MakePorts,
  { found, path, bytes, mtimeMs, edgeHash }: Video,
): Promise<{ upload: NewUpload; refusals: Refusal[] }> {
  const plain = newDraft(found.name, start, limits)
  const { draft, attachments, refusals } =
    found.sidecars === null
      ? { draft: plain, attachments: [], refusals: [] }
      : await attachSidecars(plain, found, found.sidecars, limits)
  const addedAt = ports.now()
  const upload = {
    id: randomUUID(),
    accountId,
    path,
    name: found.name,
    bytes,
    mtimeMs,
    edgeHash,
    addedAt,
    draft,
    thumbnailVersion: draft.thumbnail === null ? null : addedAt,
    attachments,
  }
  return { upload, refusals }
}
