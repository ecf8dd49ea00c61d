import {
  isSameField,
  LIST_FORM_FIELDS,
  LIST_PICTURES,
  pickFields,
  picturesIn,
  type ListChanges,
  type ListField,
  type ListKind,
} from '@shared/library/list-form'
import type { Attachment } from '@shared/uploads/draft'
import type { ListFormRecord } from '../../storage/list-forms-table'

/** What a person saved. */
interface Said {
  of: ListKind
  /** Null: it is to be made. */
  target: string | null
  fields: ListChanges
  /** What these fields said before. */
  seen: ListChanges
}

/** What a form changes, with what waited before; what is set back to what was seen is no change any more. */
export function changesOf({ of, target, fields, seen }: Said, before: ListFormRecord | null) {
  const changes = { ...before?.changes }
  const base = { ...before?.base }
  for (const field of LIST_FORM_FIELDS[of]) {
    if (fields[field] === undefined || (target !== null && isSameField(field, fields, seen))) continue
    Object.assign(changes, pickFields(fields, [field]))
    if (base[field] === undefined) Object.assign(base, pickFields(seen, [field]))
  }
  const isChange = (field: ListField): boolean =>
    changes[field] !== undefined && (target === null || !isSameField(field, changes, base))
  const kept = LIST_FORM_FIELDS[of].filter(isChange)
  return { changes: pickFields(changes, kept), base: pickFields(base, kept) }
}

/** What has left a form while it was sent. */
export function arrivedOf(sent: ListChanges, left: ListChanges): ListField[] {
  return LIST_PICTURES.filter((field) => sent[field] !== undefined && left[field] === undefined)
}

/** Null: nothing else was in it. */
export function without(form: ListFormRecord, gone: readonly ListField[]): ListFormRecord | null {
  const kept = LIST_FORM_FIELDS[form.of].filter((field) => !gone.includes(field))
  const changes = pickFields(form.changes, kept)
  const isEmpty = gone.length > 0 && Object.keys(changes).length === 0
  return isEmpty ? null : { ...form, changes, base: pickFields(form.base, kept) }
}

export function filesOf(form: ListFormRecord | null): Attachment[] {
  return form === null ? [] : picturesIn(form.changes).map(({ file }) => file)
}
