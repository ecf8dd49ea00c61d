/** One field that was changed here and on the instance, as it is shown. */
export interface ConflictedField {
  /** Unlike that of any other field beside it. */
  key: string
  label: string
  before: string
  /** What the two sides are marked against, where it is not what was before. */
  base?: string
  mine: string
  server: string
  /** Addresses of the two sides of a picture; null: there is none. */
  pictures?: { mine: string | null; server: string | null }
}
