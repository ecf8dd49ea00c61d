import type { Request } from 'express'

/** The text of a query parameter; undefined when it is missing or no single text. */
export function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' ? value : undefined
}

/** All values of a parameter that may be repeated (`a=1&a=2`) or written as a list (`a[]=1`). */
export function queryList(request: Request, name: string): string[] {
  const value = request.query[name]
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((entry): entry is string => typeof entry === 'string')
}
