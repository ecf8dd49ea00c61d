import { parseArgs } from 'node:util'
import { startDemoInstance } from './index'
import { demoVersions } from './options'
import type { DemoInstanceOptions, DemoVersion } from './options'

const usage = `Starts a small PeerTube-compatible instance on 127.0.0.1 and prints {"url": …} when it is ready.

  --data DIR                   folder for everything it keeps (required)
  --port N                     default: a free port
  --version V                  ${demoVersions.join(', ')} (default 6.3.0)
  --control                    open the control interface for tests at /__control/
  --processing-ms N            how long a new video stays "to transcode"
  --access-token-seconds N     lifetime of an access token
  --refresh-token-seconds N    lifetime of a refresh token
  --max-chunk-size N           bytes, announced in the config
  --rate-limit N               requests to the API in 10 seconds (default 50)
  --login-rate-limit N         requests for tokens in 5 minutes (default 15)
  --fill N                     give the demo user N plausible videos without files
  --discard-files              keep no bytes of finished uploads
  --exit-with-stdin            end when standard input ends
`

const API_WINDOW_MS = 10_000
const LOGIN_WINDOW_MS = 5 * 60_000

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${usage}`)
  process.exit(2)
}

function numberOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d+$/.test(value)) fail(`--${name} needs a whole number, not "${value}"`)
  return Number(value)
}

function versionOf(value: string | undefined): DemoVersion | undefined {
  const version = demoVersions.find((known) => known === value)
  if (value !== undefined && version === undefined) fail(`Unknown version "${value}"`)
  return version
}

function parse(): ReturnType<typeof parseArgs<typeof shape>>['values'] {
  try {
    return parseArgs(shape).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const shape = {
  options: {
    data: text,
    port: text,
    version: text,
    control: flag,
    'processing-ms': text,
    'access-token-seconds': text,
    'refresh-token-seconds': text,
    'max-chunk-size': text,
    'rate-limit': text,
    'login-rate-limit': text,
    fill: text,
    'discard-files': flag,
    'exit-with-stdin': flag,
    help: flag,
  },
} as const

type Values = ReturnType<typeof parse>

/** Leaves out what was not said, so that the instance's own defaults hold. */
function optionsFrom(values: Values): DemoInstanceOptions {
  const dataDir = values.data ?? fail('--data is missing')
  const api = numberOf('rate-limit', values['rate-limit'])
  const login = numberOf('login-rate-limit', values['login-rate-limit'])
  const given = {
    port: numberOf('port', values.port),
    version: versionOf(values.version),
    processingMs: numberOf('processing-ms', values['processing-ms']),
    accessTokenLifetimeSeconds: numberOf('access-token-seconds', values['access-token-seconds']),
    refreshTokenLifetimeSeconds: numberOf('refresh-token-seconds', values['refresh-token-seconds']),
    maxChunkSize: numberOf('max-chunk-size', values['max-chunk-size']),
  }
  return {
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
    dataDir,
    control: values.control === true,
    keepUploadedFiles: values['discard-files'] !== true,
    rateLimits: {
      ...(api === undefined ? {} : { api: { max: api, windowMs: API_WINDOW_MS } }),
      ...(login === undefined ? {} : { login: { max: login, windowMs: LOGIN_WINDOW_MS } }),
    },
  }
}

async function main(): Promise<void> {
  const values = parse()
  if (values.help === true) {
    process.stdout.write(usage)
    return
  }
  const options = optionsFrom(values)
  const count = numberOf('fill', values.fill) ?? 0
  const instance = await startDemoInstance(options)
  if (count > 0) instance.control.fill(instance.users.demo.username, count)
  const stop = (): void => {
    void instance.close().finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (values['exit-with-stdin'] === true) process.stdin.once('end', stop).once('close', stop).resume()
  process.stdout.write(`${JSON.stringify({ url: instance.url })}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
