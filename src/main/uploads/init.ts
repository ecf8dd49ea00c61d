import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft } from '@shared/uploads/draft'
import { carriedByInit } from '@shared/uploads/pending-steps'
import type { Session } from '@shared/uploads/upload'
import { heldBack } from '@shared/uploads/visibility'
import type { UploadAccount } from './ports'
import type { UploadRecord } from './store'

export interface MadeInit {
  headers: Record<string, string>
  body: Uint8Array
  /** The draft as the server has it once it took this init. */
  carried: Draft
}

/** The init of a session; the same session always gets the same identity. */
export function makeInit(
  record: UploadRecord,
  session: Session,
  account: UploadAccount,
  limits: InstanceLimits,
): MadeInit {
  const { draft, fileName, fileBytes } = record
  const { title, lastModified } = session
  if (record.replaces !== null) {
    return { ...account.init.encodeReplacement({ fileName, fileBytes, lastModified }), carried: draft }
  }
  const encoded = account.init.encode(
    { draft: heldBack(draft), title, fileName, fileBytes, lastModified },
    limits,
  )
  return { ...encoded, carried: carriedByInit(draft, title, limits) }
}
