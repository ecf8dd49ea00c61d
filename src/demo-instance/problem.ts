import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { STATUS_CODES } from 'node:http'
import type { DemoContext } from './context'

/** An answer of PeerTube's error format; thrown by handlers and turned into `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly code?: string,
    readonly extra: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(detail)
  }
}

/** Names the operation of the API reference that PeerTube puts into `docs` of an error. */
export function operation(operationId: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['operationId'] = operationId
    next()
  }
}

function referenceUrl(context: DemoContext): string {
  const page = context.since('6.0') ? 'api-rest-reference.html' : 'api/rest-reference.html'
  return `https://docs.joinpeertube.org/${page}`
}

export function sendProblem(context: DemoContext, response: Response, problem: Problem): void {
  const operationId = response.locals['operationId'] as string | undefined
  const { code, status, detail } = problem
  const body = {
    type: code === undefined ? 'about:blank' : `${referenceUrl(context)}#section/Errors/${code}`,
    title: code === undefined ? (STATUS_CODES[status] ?? 'Error') : undefined,
    detail,
    status,
    docs: operationId === undefined ? undefined : `${referenceUrl(context)}#operation/${operationId}`,
    code,
    ...problem.extra,
    error: context.since('7.0') ? undefined : detail,
  }
  response.set(problem.headers).status(status).type('application/problem+json').send(JSON.stringify(body))
}

/** Exceptions of body parsers and of multer carry a status and a name that PeerTube shows as the code. */
function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (!(error instanceof Error)) return new Problem(500, String(error))
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  return new Problem(status, error.message, error.name)
}

export function problemHandler(context: DemoContext): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    sendProblem(context, response, problemFrom(error))
  }
}
