/** States of a thing that is edited, with the way back. Immutable; lists in it share what did not change. */
export interface History<State> {
  readonly past: readonly State[]
  readonly present: State
  readonly future: readonly State[]
  /** What the last step was about: steps about the same thing become one. */
  readonly subject: string | null
}

const MOST_STEPS = 200

export function beginHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], subject: null }
}

/** @param subject such as `text 5`: typing a word is one step back, not seven. Null: a step of its own. */
export function advance<State>(history: History<State>, next: State, subject: string | null): History<State> {
  if (next === history.present) return history
  const goesOn = subject !== null && subject === history.subject && history.past.length > 0
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS)
  return { past, present: next, future: [], subject }
}

export function undo<State>(history: History<State>): History<State> {
  const { past, present, future } = history
  if (past.length === 0) return history
  return {
    past: past.slice(0, -1),
    present: past[past.length - 1] as State,
    future: [present, ...future],
    subject: null,
  }
}

export function redo<State>(history: History<State>): History<State> {
  const { past, present, future } = history
  if (future.length === 0) return history
  return { past: [...past, present], present: future[0] as State, future: future.slice(1), subject: null }
}
