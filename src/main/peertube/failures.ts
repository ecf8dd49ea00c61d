import { ConnectionError, type ConnectionFailure } from '@shared/errors'

const byCode: Record<string, ConnectionFailure> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EPROTO: 'tls',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  ENONET: 'offline',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  EADDRNOTAVAIL: 'offline',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Why no answer came, from the error that Node's sockets, resolver or TLS gave. */
export function failureOf(error: unknown): ConnectionFailure {
  const code = codeOf(error)
  const known = byCode[code]
  if (known !== undefined) return known
  if (code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || code.startsWith('CERT_')) return 'tls'
  // `HPE_…`: what answered does not speak HTTP, or broke off in the middle of it.
  if (code.startsWith('HPE_')) return 'reset'
  // Both addresses of a host name were tried in turn: the first failure stands for all.
  if (error instanceof AggregateError) return failureOf(error.errors[0])
  return 'unknown'
}

/** Method and URL for logs: query values may be secrets and are left out. */
export function describeRequest(method: string, url: URL): string {
  const names = [...url.searchParams.keys()].map((name) => `${name}=…`)
  return `${method} ${url.origin}${url.pathname}${names.length === 0 ? '' : `?${names.join('&')}`}`
}

export function connectionError(error: unknown, request: string): ConnectionError {
  if (error instanceof ConnectionError) return error
  return new ConnectionError(failureOf(error), request, { cause: error })
}
