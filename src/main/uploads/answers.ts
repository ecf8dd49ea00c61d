import { ServerError, type ServerAnswer } from '@shared/errors'
import { z } from 'zod'
import type { WireAnswer } from './ports'

const MOST_WORDS = 500

/** PeerTube's problem+json and uploadx's `{error: {code, message}}`, as far as a refusal is told by them. */
const refusalSchema = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  error: z
    .union([z.string(), z.object({ code: z.string().optional(), message: z.string().optional() })])
    .optional()
    .catch(undefined),
})

/** An answer that is none of those the upload protocol goes on with. */
export function refusal(answer: WireAnswer, request: string): ServerError {
  return new ServerError(readAnswer(answer), request)
}

export function readAnswer(answer: WireAnswer): ServerAnswer {
  const parsed = refusalSchema.safeParse(parseJson(answer.body))
  const body = parsed.success ? parsed.data : null
  const nested = typeof body?.error === 'object' ? body.error : undefined
  const words =
    body?.detail ?? nested?.message ?? (typeof body?.error === 'string' ? body.error : body?.title)
  return {
    status: answer.status,
    code: body?.code ?? nested?.code ?? lastPart(body?.type),
    detail: (words ?? (body === null ? plainText(answer.body) : '')).slice(0, MOST_WORDS),
    retryAfterMs: retryAfterMs(answer.headers['retry-after']),
    isJson: body !== null,
    invalidParams: {},
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function lastPart(type: string | undefined): string | null {
  if (type === undefined || type === 'about:blank') return null
  return type.split('/').at(-1) ?? null
}

/** `Retry-After` in seconds; the form with a date is sent by neither PeerTube nor the usual proxies. */
function retryAfterMs(header: string | undefined): number | null {
  const seconds = header === undefined ? NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

/** What a proxy's HTML page says, without its tags. */
function plainText(html: string): string {
  return html
    .replace(/<(head|style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
