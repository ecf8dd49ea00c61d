import { AppError, isPageOfProxy, ServerError } from '@shared/errors'

/** Our names of what forms call otherwise on the wire. */
const FIELDS: Record<string, string> = {
  videoChannelId: 'channelId',
  avatarfile: 'picture',
  bannerfile: 'picture',
  thumbnailfile: 'picture',
}

export type ListTask =
  | 'create-channel'
  | 'update-channel'
  | 'delete-channel'
  | 'channel-picture'
  | 'create-playlist'
  | 'update-playlist'
  | 'delete-playlist'
  | 'update-live'

/** A refusal with the field that it is about and a reason that has its own words, as far as they can be told. */
export function listError(error: unknown, task: ListTask): unknown {
  if (!(error instanceof ServerError)) return error
  const { status, detail, invalidParams } = error.answer
  const details = { status, detail, ...aboutOf(error, task) }
  if (status === 401) return new AppError('signed-out', error.message, details, { cause: error })
  if (isPageOfProxy(error.answer))
    return new AppError('instance-unreachable', error.message, details, { cause: error })
  if (status === 404)
    return new AppError('not-found', error.message, { ...details, what: task }, { cause: error })
  if (status !== 400 && status !== 403 && status !== 409 && status !== 413) return error
  const [param] = Object.keys(invalidParams)
  const field = details.field ?? (param === undefined ? null : (FIELDS[param] ?? param))
  return new AppError('server-refused', error.message, { ...details, field }, { cause: error })
}

function aboutOf(
  { answer: { status, detail } }: ServerError,
  task: ListTask,
): { reason: string | null; field: string | null } {
  if (task === 'create-channel' && status === 409) return { reason: 'name-taken', field: 'name' }
  if (task === 'create-channel' && /more than \d+ channels/i.test(detail)) {
    return { reason: 'too-many-channels', field: null }
  }
  if (task === 'delete-channel' && status === 409) return { reason: 'last-channel', field: null }
  if (status === 413) return { reason: 'picture-too-large', field: 'picture' }
  if (/not assigned to a channel/i.test(detail)) return { reason: 'needs-channel', field: 'channelId' }
  return { reason: null, field: null }
}
