/** What a tooltip says about a button. */
export interface Hint {
  text: string
  kbds: readonly string[]
}
