import { z } from 'zod'

/** How the copy of one account's channels and playlists stands. */
export const listsStatusSchema = z.strictObject({
  accountId: z.uuid(),
  state: z.enum(['never', 'running', 'done', 'failed', 'cancelled']),
  /** Epoch milliseconds of the last sync that came to its end; null: none did. */
  lastDoneAt: z.number().nullable(),
  /** An error code (`errors.<code>`) when failed. */
  error: z.string().nullable(),
  /** Channels that one person may have there; null: the instance does not say. */
  maxChannels: z.int().nullable(),
  /** Bytes of an avatar or banner; null: the instance does not say. */
  maxPictureBytes: z.int().nullable(),
})

export type ListsStatus = z.infer<typeof listsStatusSchema>

/** Something in a form that the instance would refuse; `code` has its sentence under `lists.problems.<code>`. */
export interface FieldProblem<Field extends string> {
  field: Field
  code:
    'required' | 'too-short' | 'too-long' | 'bad-name' | 'needs-channel' | 'stop-before-start' | 'too-late'
  params: Record<string, number>
}

/** Characters as PeerTube counts them: one for each code point, none for what chooses between two looks of one. */
export function lengthOf(text: string): number {
  return [...text.replace(/[\uFE0E\uFE0F]/g, '')].length
}

/** A text that may be left out: nothing, or within the limits. PeerTube takes no text of blanks. */
export function optionalTextProblems<Field extends string>(
  field: Field,
  text: string,
  { min, max }: { min: number; max: number },
): FieldProblem<Field>[] {
  if (text.trim() === '') return []
  return lengthProblems(field, text, { min, max })
}

export function nameProblems<Field extends string>(
  field: Field,
  text: string,
  max: number,
): FieldProblem<Field>[] {
  if (text.trim() === '') return [{ field, code: 'required', params: {} }]
  return lengthProblems(field, text.trim(), { min: 1, max })
}

function lengthProblems<Field extends string>(
  field: Field,
  text: string,
  { min, max }: { min: number; max: number },
): FieldProblem<Field>[] {
  const actual = lengthOf(text)
  if (actual < min) return [{ field, code: 'too-short', params: { min, actual } }]
  return actual > max ? [{ field, code: 'too-long', params: { max, actual } }] : []
}
