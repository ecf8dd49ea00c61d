import { AppError, ConnectionError, ServerError } from '@shared/errors'
import { type FoundInstance } from '@shared/accounts/account'
import type { RawAnswer } from '../peertube/exchange'
import { exchange } from '../peertube/exchange'
import { readResult } from '../peertube/api'
import { getConfig, getNodeInfo, getNodeInfoLinks, type ServerConfig } from '../peertube/operations/instance'
import type { Connection } from '../peertube/wire'
import { isAtLeast } from '../peertube/version'
import { assertHttpAllowed, candidatesFor } from './address'
import { connectionAppError } from './sign-in-errors'

const OLDEST = '5.0.0'
const MAX_REDIRECTS = 5
const TIMEOUT_MS = 20_000
const RESPONSE_LIMIT_BYTES = 4 * 1024 * 1024
const NODEINFO_REL = 'http://nodeinfo.diaspora.software/ns/schema/2.0'

/** A connection that belongs to no instance yet. No token is ever sent over it. */
export type Scout = Omit<Connection, 'origin' | 'pacer'>

interface Found {
  url: URL
  answer: RawAnswer
}

/**
 * Finds the PeerTube instance behind what a person typed. Rejects with `address-invalid`, `http-needs-consent`,
 * `not-peertube`, `instance-unreachable`, `instance-tls`, `instance-too-old`, `offline`.
 */
export async function discover(scout: Scout, typed: string, allowHttp: boolean): Promise<FoundInstance> {
  const { origins } = candidatesFor(typed, allowHttp)
  let firstError: unknown = null
  for (const origin of origins) {
    try {
      return await discoverAt(scout, new URL(origin), allowHttp)
    } catch (error) {
      firstError ??= error
    }
  }
  throw firstError
}

async function discoverAt(scout: Scout, start: URL, allowHttp: boolean): Promise<FoundInstance> {
  const origin = await canonicalOrigin(scout, start, allowHttp)
  const found = await get(scout, new URL(getConfig.path, origin), allowHttp)
  const config = readConfig(found, scout)
  const version = config.serverVersion
  if (!isAtLeast(version, OLDEST))
    throw new AppError('instance-too-old', version, { host: found.url.host, version })
  return {
    instanceUrl: found.url.origin,
    host: found.url.host,
    name: config.instance?.name || found.url.host,
    version,
    isHttp: found.url.protocol === 'http:',
    externalLogins: externalLoginsOf(config),
  }
}

/** Names and places of the instance's own sign-in pages (OpenID Connect, SAML…). */
function externalLoginsOf(config: ServerConfig): FoundInstance['externalLogins'] {
  const logins = config.plugin?.registeredExternalAuths ?? []
  return logins.map(({ name, version, authName, authDisplayName }) => ({
    name,
    version,
    authName,
    label: authDisplayName ?? authName,
  }))
}

/** Where the instance says that it lives: the OAuth client is given out under this name alone. */
async function canonicalOrigin(scout: Scout, start: URL, allowHttp: boolean): Promise<string> {
  const { url, answer } = await get(scout, new URL(getNodeInfoLinks.path, start), allowHttp)
  const links = softly(() => readResult(getNodeInfoLinks, answer, 'nodeinfo', scout.clock.now()))
  const href = links?.links.find(({ rel }) => rel === NODEINFO_REL)?.href
  // Some proxies hide this file; the config will tell.
  if (href === undefined) return url.origin
  const document = softly(() => new URL(href, url)) ?? url
  if (!mayMoveTo(document, url, allowHttp)) return url.origin
  try {
    await assertPeerTube(scout, document, allowHttp)
    return document.origin
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-peertube') throw error
    // It calls itself by a name that does not work from here: stay where it answers.
    return url.origin
  }
}

function mayMoveTo(target: URL, from: URL, allowHttp: boolean): boolean {
  if (target.protocol === 'https:') return true
  if (target.protocol !== 'http:' || from.protocol === 'https:') return false
  return (
    softly(() => {
      assertHttpAllowed(target, allowHttp)
      return true
    }) === true
  )
}

async function assertPeerTube(scout: Scout, document: URL, allowHttp: boolean): Promise<void> {
  const { url, answer } = await get(scout, document, allowHttp)
  const info = softly(() => readResult(getNodeInfo, answer, 'nodeinfo', scout.clock.now()))
  const software = info?.software.name.toLowerCase()
  if (software === undefined || software === 'peertube') return
  throw new AppError('not-peertube', `this is ${software}`, { host: url.host, software })
}

function readConfig({ url, answer }: Found, scout: Scout): ServerConfig {
  try {
    return readResult(getConfig, answer, `GET ${url.href}`, scout.clock.now())
  } catch (error) {
    const status = answer.status
    if (error instanceof ServerError && (status === 429 || status >= 500)) {
      const details = { host: url.host, failure: String(status) }
      throw new AppError('instance-unreachable', error.message, details, { cause: error })
    }
    throw new AppError(
      'not-peertube',
      `status ${String(status)}`,
      { host: url.host, software: null },
      { cause: error },
    )
  }
}

/** GET that follows redirects, for documents that anybody may read. */
async function get(scout: Scout, start: URL, allowHttp: boolean): Promise<Found> {
  let url = start
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await ask(scout, url)
    const location = answer.headers['location']
    if (answer.status < 300 || answer.status > 399 || location === undefined) return { url, answer }
    const next = softly(() => new URL(location, url))
    if (next === null || (next.protocol !== 'https:' && next.protocol !== 'http:')) return { url, answer }
    // From https down to http is a surprise that needs a yes as well.
    assertHttpAllowed(next, allowHttp)
    url = next
  }
  throw new AppError('not-peertube', 'redirects without end', { host: start.host, software: null })
}

async function ask({ pool, clock, userAgent }: Scout, url: URL): Promise<RawAnswer> {
  try {
    return await exchange(pool, clock, {
      method: 'GET',
      url,
      headers: { Accept: 'application/json', 'User-Agent': userAgent },
      body: null,
      signal: new AbortController().signal,
      timeoutMs: TIMEOUT_MS,
      responseLimitBytes: RESPONSE_LIMIT_BYTES,
    })
  } catch (error) {
    throw error instanceof ConnectionError ? connectionAppError(error, url.host) : error
  }
}

function softly<T>(attempt: () => T): T | null {
  try {
    return attempt()
  } catch {
    return null
  }
}
