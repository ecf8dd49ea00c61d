import { ERROR_CODES } from '@shared/errors'
import { CUE_PROBLEMS } from '@shared/captions/check-cues'
import { DOWNLOAD_KINDS } from '@shared/downloads/download'
import { BATCH_KINDS } from '@shared/library/batch'
import { EDIT_FAILURES, EDIT_NOTES, EDIT_STATES, PENDING_STATES } from '@shared/library/edit'
import { LIBRARY_COLUMNS } from '@shared/library/library'
import { LIST_REFUSALS } from '@shared/library/list-refusals'
import { RECORD_REASONS, TABLE_REASONS } from '@shared/library/table-reasons'
import { UNDO_LOSSES } from '@shared/library/undo-losses'
import { intakeProgressSchema } from '@shared/uploads/intake'
import { describe, expect, it } from 'vitest'
import { en } from './en'
import { fr } from './fr'

/** Keys that the code puts together from a code: the place of the texts, and every code that can come. */
const SETS: readonly (readonly [place: string, codes: readonly string[]])[] = [
  ['errors', ERROR_CODES],
  ['errors.table', TABLE_REASONS],
  ['errors.records', RECORD_REASONS],
  ['lists.refusals', LIST_REFUSALS],
  ['edits.failure', EDIT_FAILURES],
  ['edits.note', EDIT_NOTES],
  ['edits.state', EDIT_STATES],
  ['edits.pending', PENDING_STATES],
  ['downloads.kind', DOWNLOAD_KINDS],
  ['bulk.kind', BATCH_KINDS],
  ['bulk.loss', UNDO_LOSSES],
  ['captions.problem', CUE_PROBLEMS],
  ['library.column', LIBRARY_COLUMNS],
  ['intake.dialog.early', intakeProgressSchema.shape.error.unwrap().options],
]

function textsAt(texts: object, place: string): object {
  return place.split('.').reduce<object>((at, key) => Reflect.get(at, key) as object, texts)
}

describe.each([
  ['English', en],
  ['French', fr],
])('%s', (_language, texts) => {
  it.each(SETS)('has words for everything under %s', (place, codes) => {
    const known = Object.keys(textsAt(texts, place))
    expect(codes.filter((code) => !known.includes(code))).toEqual([])
  })
})
