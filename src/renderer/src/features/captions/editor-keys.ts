/** What is done to the cue that is worked on, or with the player. */
export type CueAction =
  | 'play'
  | 'seek'
  | 'setStart'
  | 'setEnd'
  | 'split'
  | 'join'
  | 'insert'
  | 'delete'
  | 'previous'
  | 'next'
  | 'undo'
  | 'redo'
  | 'send'

const WITH_ALT: Readonly<Record<string, CueAction>> = {
  Enter: 'seek',
  BracketLeft: 'setStart',
  BracketRight: 'setEnd',
  KeyS: 'split',
  KeyJ: 'join',
  KeyN: 'insert',
  Delete: 'delete',
  ArrowUp: 'previous',
  ArrowDown: 'next',
}

const WITH_CONTROL: Readonly<Record<string, CueAction>> = {
  Space: 'play',
  KeyZ: 'undo',
  KeyY: 'redo',
  KeyS: 'send',
}

interface Pressed {
  /** The place of the key: Alt turns letters into others on some systems. */
  code: string
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

/** Null: not ours. */
export function actionOf({ code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): CueAction | null {
  const control = ctrlKey || metaKey
  if (altKey && !control && !shiftKey) return WITH_ALT[code] ?? null
  if (!control || altKey) return null
  if (shiftKey) return code === 'KeyZ' ? 'redo' : null
  return WITH_CONTROL[code] ?? null
}
