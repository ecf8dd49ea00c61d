import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freshFolder, removeFolder, type BenchContext } from './context'
import { ended, guard, outputOf } from './processes'

export interface BenchDemo {
  url: string
  stop(): Promise<void>
}

/** A demo instance in a process of its own that throws away what it was sent. */
export async function startDemo(context: BenchContext, more: readonly string[] = []): Promise<BenchDemo> {
  const folder = freshFolder(context, 'demo')
  const limits = ['--rate-limit', '1000000', '--login-rate-limit', '1000000']
  const options = [
    '--data',
    folder,
    '--discard-files',
    '--processing-ms',
    '0',
    '--exit-with-stdin',
    ...limits,
    ...more,
  ]
  const child = guard(
    spawn(process.execPath, [join(context.programs, 'demo.cjs'), ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => {
      resolve((JSON.parse(line.toString()) as { url: string }).url)
    })
    child.once('exit', () => {
      reject(new Error('the demo instance ended'))
    })
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended(child)
    removeFolder(folder)
  }
  return { url, stop }
}

interface Session {
  token: string
  channelId: number
}

async function json<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

/** Signs in with a few requests, for the uploads that the app has no part in. */
export async function signInByHand({ url }: BenchDemo): Promise<Session> {
  const client = await json<{ client_id: string; client_secret: string }>(`${url}/api/v1/oauth-clients/local`)
  const body = new URLSearchParams({
    ...client,
    grant_type: 'password',
    username: 'demo',
    password: 'demo-password',
  })
  const { access_token: token } = await json<{ access_token: string }>(`${url}/api/v1/users/token`, {
    method: 'POST',
    body,
  })
  const me = await json<{ videoChannels: { id: number }[] }>(`${url}/api/v1/users/me`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  return { token, channelId: me.videoChannels[0]?.id ?? 0 }
}

/** The pages of a library of this size, one after the other and read as JSON, as the shortest program would. Milliseconds. */
export async function fetchPages(demo: BenchDemo, session: Session, videos: number): Promise<number> {
  const page = 100
  const start = performance.now()
  for (let at = 0; at < videos; at += page) {
    const query = `start=${String(at)}&count=${String(page)}&sort=createdAt`
    await json(`${demo.url}/api/v1/users/me/videos?${query}`, {
      headers: { Authorization: `Bearer ${session.token}` },
    })
  }
  return performance.now() - start
}

let uploads = 0

/**
 * One init and one PUT of the whole file by curl. Resolves to the milliseconds of both together.
 * @param digest `Digest` header for the file; null: the instance checks nothing
 */
export async function uploadByCurl(
  demo: BenchDemo,
  session: Session,
  path: string,
  digest: string | null = null,
): Promise<number> {
  const { size } = statSync(path)
  uploads += 1
  const authorization = `Bearer ${session.token}`
  const start = performance.now()
  const answer = await fetch(`${demo.url}/api/v1/videos/upload-resumable`, {
    method: 'POST',
    headers: {
      Authorization: authorization,
      'Content-Type': 'application/json',
      'X-Upload-Content-Length': String(size),
      'X-Upload-Content-Type': 'video/mp4',
    },
    body: JSON.stringify({
      name: `By curl ${uploads}`,
      channelId: session.channelId,
      filename: basename(path),
      lastModified: uploads,
    }),
  })
  const location = answer.headers.get('location')
  if (answer.status !== 201 || location === null) throw new Error(`the init was answered ${answer.status}`)
  const url = new URL(location, demo.url).href
  const headers = [
    `Authorization: ${authorization}`,
    `Content-Range: bytes 0-${size - 1}/${size}`,
    'Content-Type: application/octet-stream',
    ...(digest === null ? [] : [`Digest: ${digest}`]),
  ]
  const args = ['--silent', '--show-error', '--fail', '-T', path, ...headers.flatMap((line) => ['-H', line])]
  await outputOf('curl', [...args, url])
  return performance.now() - start
}
