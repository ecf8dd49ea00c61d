/** Fields of a form that a person typed into. */
interface TypedFields<Form extends object> {
  /** What each said before its first key: whoever changes it elsewhere meanwhile is seen by that. */
  base: Partial<Form>
  /** What each says now. */
  typed: Partial<Form>
}

const keysOf = <Form extends object>(form: Form): (keyof Form)[] => Object.keys(form) as (keyof Form)[]

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Of a form only these fields. */
export function pickTyped<Form extends object>(form: Form, fields: Partial<Form>): Partial<Form> {
  return pick(form, keysOf(fields))
}

function pick<Form extends object>(form: Form, keys: readonly (keyof Form)[]): Partial<Form> {
  const picked: Partial<Form> = {}
  for (const key of keys) picked[key] = form[key]
  return picked
}

/**
 * The frozen base after a key: that of a field stays as it is; one that is typed into for the first time has what it
 * showed, and one that was set back has none.
 * @param shown what the form said without what is typed
 */
export function frozen<Form extends object>(form: Form, shown: Form, base: Partial<Form>): Partial<Form> {
  const before = { ...shown, ...base }
  const keys = keysOf({ ...form, ...before }).filter((key) => !isSame(form[key], before[key]))
  return pick(before, keys)
}

/** The form when what it is about says something else now: only fields that nobody typed into follow. */
export function followed<Form extends object>(
  form: Form,
  now: Form,
  base: Partial<Form>,
): { form: Form; base: Partial<Form> } {
  const typed = keysOf(base).filter((key) => !isSame(form[key], now[key]))
  return { form: { ...now, ...pick(form, typed) }, base: pick({ ...now, ...base }, typed) }
}

/**
 * The form and its base when it was saved: what was typed meanwhile stays typed, over what was saved.
 * @param saved as it was sent
 * @param seen what its fields said before they were typed into
 */
export function settled<Form extends object>(
  form: Form,
  saved: Form,
  seen: Form,
  now: Form,
): { form: Form; base: Partial<Form> } {
  const sent = keysOf(saved).filter((key) => !isSame(saved[key], seen[key]))
  // The copy could not be read again yet: the form goes on saying what was saved.
  const isOld = sent.every((key) => isSame(now[key], seen[key]))
  // What a copy that was read again says is followed: nobody typed that.
  const isTyped = (key: keyof Form): boolean => isOld || !isSame(form[key], now[key])
  const meanwhile = keysOf(form).filter((key) => !isSame(form[key], saved[key]) && isTyped(key))
  return { form: { ...now, ...(isOld ? form : pick(form, meanwhile)) }, base: pick(saved, meanwhile) }
}

/** What was kept, out of its text. Earlier ones hold the whole form, without what each field said before. */
export function keptFields<Form extends object>(text: string | null, now: Form): TypedFields<Form> {
  const read = text === null ? null : parsed(text)
  const isWhole = read !== null && !(isFields(read['typed']) && isFields(read['base']))
  const typed = (isWhole ? read : read?.['typed']) as Partial<Form> | undefined
  if (typed === undefined) return { base: {}, typed: {} }
  const base = { ...now, ...(isWhole ? {} : (read?.['base'] as Partial<Form>)) }
  const keys = keysOf(typed).filter((key) => !isSame(typed[key], now[key]))
  return { base: pick(base, keys), typed: pick({ ...now, ...typed }, keys) }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : null
  } catch {
    return null
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
