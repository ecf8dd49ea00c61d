import type { z } from 'zod'

export type BodyEncoding = 'none' | 'json' | 'form' | 'multipart' | 'json-or-multipart' | 'bytes'

/** `none`: no token is sent. `optional`: more is answered with one. */
export type Role = 'none' | 'optional' | 'user'

/** The names in braces of a path: `/videos/{id}/captions/{captionLanguage}` has `id` and `captionLanguage`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParams<Rest>
  : never

/** One operation of PeerTube's REST API. The client, the demo instance's coverage and the documents derive from these. */
export interface Operation<
  Path extends string = string,
  Query extends string = string,
  Result extends z.ZodType = z.ZodType,
> {
  /** `operationId` of PeerTube's API reference, or its likeness where the reference has none. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: Path
  readonly query: readonly Query[]
  readonly bodyEncoding: BodyEncoding
  /** What is read of the answer. Fields that some version lacks are optional; what is not read is not declared. */
  readonly result: Result
  readonly role: Role
  /** First version that has it; 5.0 is the oldest that is supported at all. */
  readonly since: string
  /** First version that has it no more. */
  readonly until: string | null
  /** Whether repeating it changes nothing more. */
  readonly idempotent: boolean
}

type Defaults = 'query' | 'bodyEncoding' | 'role' | 'since' | 'until' | 'idempotent'

type Declaration<Path extends string, Query extends string, Result extends z.ZodType> = Omit<
  Operation<Path, Query, Result>,
  Defaults
> &
  Partial<Pick<Operation<Path, Query, Result>, Defaults>>

/** Declares an operation. Left out: no query, no body, a signed-in user, since 5.0, idempotent unless it is a POST. */
export function defineOperation<
  const Path extends string,
  const Query extends string,
  Result extends z.ZodType,
>(declaration: Declaration<Path, Query, Result>): Operation<Path, Query, Result> {
  return {
    query: [],
    bodyEncoding: 'none',
    role: 'user',
    since: '5.0.0',
    until: null,
    idempotent: declaration.method !== 'POST',
    ...declaration,
  }
}
