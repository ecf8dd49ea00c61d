import type { Choice } from '@shared/accounts/choices'
import type { Problem } from '@shared/uploads/upload'
import { problem, type ProblemCode } from '@shared/uploads/validate-draft'
import { choicesCalled, wordOf } from './words'

/** A choice of which more can be said than its label, where that is not enough. */
export interface TableChoice extends Choice {
  hint?: string
}

/** Characters of a cell, or of a choice, that are told: they are kept with the edit. */
const LONGEST = 100
/** Choices that are named. */
const MOST_NAMED = 8

/** A cell that can't be read, told with what stands there. */
export function unreadable(field: Problem['field'], code: ProblemCode, text: string): Problem {
  return problem(field, code, { value: brief(text) })
}

/** A cell that means none of `choices`, or several. Named are of `possible` those that come close. */
export function unknownWord(
  field: Problem['field'],
  text: string,
  choices: readonly TableChoice[],
  possible: readonly TableChoice[] = choices,
): Problem {
  const value = brief(text)
  const twins = choicesCalled(text, choices)
  if (twins.length > 1) return problem(field, 'ambiguous-word', { value, choices: named(twins, choices) })
  // A list that the instance did not give.
  if (possible.length === 0) return problem(field, 'not-offered', { value })
  if (possible.length <= MOST_NAMED)
    return problem(field, 'unknown-word', { value, choices: named(possible, choices) })
  const close = named(alike(text, possible), choices)
  return problem(field, 'unknown-word-of-many', { value, total: possible.length, choices: close })
}

function named(some: readonly TableChoice[], all: readonly TableChoice[]): string {
  return some
    .slice(0, MOST_NAMED)
    .map(({ id, label, hint }) => {
      const word = wordOf(id, all)
      return brief(word === label || hint === undefined ? word : `${word} (${hint})`)
    })
    .join(', ')
}

/** Those that begin as the text does, for as long as any of them do. */
function alike(text: string, choices: readonly TableChoice[]): readonly TableChoice[] {
  const lengths = choices.map(({ label }) => sharedStart(text.trim(), label))
  const longest = lengths.reduce((one, other) => Math.max(one, other), 0)
  return choices.filter((_, index) => lengths[index] === longest)
}

function sharedStart(one: string, other: string): number {
  const [left, right] = [startOf(one), startOf(other)]
  let length = 0
  while (length < left.length && left[length] === right[length]) length += 1
  return length
}

function startOf(text: string): string {
  return text.slice(0, LONGEST).toLowerCase()
}

function brief(text: string): string {
  const signs = [...text.trim().slice(0, LONGEST * 2 + 1)]
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join('')}…` : signs.join('')
}
