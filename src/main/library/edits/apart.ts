import type { FieldApart, VideoFields } from '@shared/library/edit'
import { FIELD_STEPS } from '@shared/uploads/pending-steps'
import type { FieldsApart } from '../../storage/library-table'
import type { EditServer } from './ports'

export function isApart(field: string): field is FieldApart {
  return (FIELD_STEPS as readonly string[]).includes(field)
}

/** These fields as the instance has them; null: it has none. */
export async function readApart(
  server: EditServer,
  uuid: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<FieldsApart> {
  const apart: FieldsApart = {}
  if (wanted.includes('chapters')) apart.chapters = await server.chapters(uuid, signal)
  if (wanted.includes('playerTheme')) apart.playerTheme = await server.playerTheme(uuid, signal)
  if (wanted.includes('embedPrivacy')) apart.embedPrivacy = await server.embedPrivacy(uuid, signal)
  return apart
}

/** Sends one of them. */
export function putApart(
  server: EditServer,
  uuid: string,
  field: FieldApart,
  fields: VideoFields,
  signal: AbortSignal,
): Promise<void> {
  switch (field) {
    case 'chapters':
      return server.putChapters(uuid, fields.chapters, signal)
    case 'playerTheme':
      return server.putPlayerTheme(uuid, fields.playerTheme, signal)
    case 'embedPrivacy':
      return server.putEmbedPrivacy(uuid, fields.embedPrivacy, signal)
  }
}

/** Without those that the instance has not. */
export function toldOf(apart: FieldsApart): Partial<Pick<VideoFields, FieldApart>> {
  return Object.fromEntries(Object.entries(apart).filter(([, value]) => value !== null))
}
