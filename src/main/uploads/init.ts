import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import type { Draft } from '@shared/uploads/draft'
import { carriedByInit } from '@shared/uploads/pending-steps'
import type { Session } from '@shared/uploads/upload'
import type { LocalFile, UploadAccount } from './ports'
import type { UploadRecord } from './store'

export interface MadeInit {
  headers: Record<string, string>
  body: Uint8Array
  /** The draft as the server has it once it took this init. */
  carried: Draft
}

/**
 * The init of a session; the same session always gets the same identity. A picture that can't be read stays behind:
 * it is then a step like the others, whose refusal is shown, and no reason to hold the video back.
 */
export async function makeInit(
  record: UploadRecord,
  session: Session,
  account: UploadAccount,
  limits: InstanceLimits,
  attachment: (id: string) => LocalFile | null,
): Promise<MadeInit> {
  const { draft, fileName, fileBytes } = record
  const carried = carriedByInit(draft, session.title, limits)
  const picture = carried.thumbnail === null ? null : attachment(carried.thumbnail.file.id)
  const request = { draft, title: session.title, fileName, fileBytes, lastModified: session.lastModified }
  const withoutPicture = async (): Promise<MadeInit> => {
    const encoded = await account.init.encode({ ...request, picture: null }, limits)
    return { ...encoded, carried: { ...carried, thumbnail: null } }
  }
  if (picture === null) return withoutPicture()
  try {
    return { ...(await account.init.encode({ ...request, picture }, limits)), carried }
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-unreadable') return withoutPicture()
    throw error
  }
}
