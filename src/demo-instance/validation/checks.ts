import type { Request } from 'express'
import type { DemoContext } from '../context'
import { Problem } from '../problem'

export type Location = 'body' | 'params' | 'query' | 'headers'

/**
 * Collects what is wrong with a request and then throws one problem, in the shape of express-validator 6
 * (PeerTube up to 5.1) or 7. Fields appear in the order they were checked.
 */
export class Checks {
  private readonly failures: Record<string, object> = {}

  constructor(
    private readonly context: DemoContext,
    private readonly request: Request,
  ) {}

  check(
    isValid: boolean,
    field: string,
    value: unknown,
    location: Location = 'body',
    msg = 'Invalid value',
  ): void {
    if (isValid || field in this.failures) return
    this.failures[field] = this.context.since('5.2')
      ? { type: 'field', value, msg, path: field, location }
      : { value, msg, param: field, location }
  }

  done(): void {
    const fields = Object.keys(this.failures)
    if (fields.length === 0) return
    throw new Problem(400, `Incorrect request parameters: ${fields.join(', ')}`, undefined, {
      instance: this.request.originalUrl,
      'invalid-params': this.failures,
    })
  }
}

/** Length within bounds, both inclusive. PeerTube counts Unicode characters, and not what chooses between their looks. */
export function hasLength(value: unknown, min: number, max: number): value is string {
  if (typeof value !== 'string') return false
  const { length } = [...value.replace(/[\uFE0E\uFE0F]/g, '')]
  return length >= min && length <= max
}

/** Multipart bodies can only say null as text. */
export function orNull(value: unknown): unknown {
  return value === 'null' ? null : value
}

/** Whole number from a number or its text; null for null; NaN for anything else. */
export function toInteger(value: unknown): number | null {
  const plain = orNull(value)
  if (plain === null) return null
  const number = typeof plain === 'string' && /^-?\d+$/.test(plain) ? Number(plain) : plain
  return typeof number === 'number' && Number.isInteger(number) ? number : NaN
}

/** PeerTube takes any text for true but `false`, `0` and the empty one; undefined for null. */
export function toBoolean(value: unknown): boolean | undefined {
  const plain = orNull(value)
  if (plain === null || plain === undefined) return undefined
  if (typeof plain === 'boolean') return plain
  return !['false', '0', ''].includes(typeof plain === 'string' ? plain : JSON.stringify(plain))
}

/** A list, from a list or a single value. */
export function toList(value: unknown): unknown[] {
  const plain = orNull(value)
  if (plain === null || plain === undefined) return []
  return Array.isArray(plain) ? plain : [plain]
}

export function isDate(value: unknown): value is string {
  return (
    typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2}|$)|$)/.test(value) && !Number.isNaN(Date.parse(value))
  )
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The parsed body; empty when there is none. */
export function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body
  return isRecord(body) ? body : {}
}
