import { type ServerAnswer, ServerError } from '@shared/errors'
import { z } from 'zod'
import { redact } from './redact'
import { retryAfterMs } from './pacing'

const DETAIL_CHARACTERS = 500

/** PeerTube's `application/problem+json`, all of it optional: old and new servers differ. */
const problemSchema = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  // up to 6.3 a copy of `detail`; in uploadx's answers an object
  error: z
    .union([z.string(), z.object({ code: z.string().optional(), message: z.string().optional() })])
    .optional()
    .catch(undefined),
  'invalid-params': z.record(z.string(), z.unknown()).optional().catch(undefined),
})

type Problem = z.infer<typeof problemSchema>

export interface TextAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Reads what a server says when it refuses: PeerTube's problem documents, uploadx's errors, HTML and text of proxies. */
export function readRefusal(answer: TextAnswer, now: number): ServerAnswer {
  const problem = parseProblem(answer.body)
  const words = problem === null ? plainText(answer.body) : wordsOf(problem)
  return {
    status: answer.status,
    code: problem === null ? null : codeOf(problem),
    detail: shorten(redact(words)),
    retryAfterMs: retryAfterMs(answer.headers, now),
    isJson: problem !== null,
    invalidParams: problem === null ? {} : invalidParamsOf(problem),
  }
}

export function serverError(answer: TextAnswer, request: string, now: number): ServerError {
  return new ServerError(readRefusal(answer, now), request)
}

function parseProblem(body: string): Problem | null {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return null
  }
  const parsed = problemSchema.safeParse(json)
  return parsed.success ? parsed.data : null
}

function codeOf({ code, type, error }: Problem): string | null {
  if (code !== undefined) return code
  if (typeof error === 'object' && error.code !== undefined) return error.code
  // The base of the URL changed between versions, its last part did not.
  if (type === undefined || type === 'about:blank') return null
  return type.split(/[/#]/).at(-1) ?? null
}

function wordsOf({ detail, error, title }: Problem): string {
  const words = detail ?? (typeof error === 'string' ? error : error?.message) ?? title ?? ''
  return plainText(words)
}

function invalidParamsOf(problem: Problem): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [field, value] of Object.entries(problem['invalid-params'] ?? {})) {
    const parsed = z.object({ msg: z.string() }).safeParse(value)
    found[shorten(plainText(field))] = parsed.success ? shorten(plainText(parsed.data.msg)) : ''
  }
  return found
}

const namedCharacters: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

/** A server's words as plain text on one line: no markup, no control characters. Hostile input; never shown as HTML. */
export function plainText(text: string): string {
  const withoutMarkup = /<\/?[a-z!][^>]*>/i.test(text) ? stripMarkup(text) : text
  return withoutMarkup.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

function stripMarkup(html: string): string {
  return html
    .slice(0, 20_000)
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => namedCharacters[name] ?? ' ')
}

function shorten(text: string): string {
  if (text.length <= DETAIL_CHARACTERS) return text
  return `${text.slice(0, DETAIL_CHARACTERS - 1)}…`
}
