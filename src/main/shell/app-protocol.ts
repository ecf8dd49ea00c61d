import { protocol } from 'electron'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { PlayedVideo } from '../media/remote-videos'
import { parseRange } from './byte-range'
import { webStream } from './web-stream'

export const OWN_ORIGIN = 'app://longshore'

/** A file on this disk that the page may show. */
export interface LocalFile {
  path: string
  mime: string
}

export interface LocalFiles {
  /** Null: no such upload, or no such file. */
  thumbnail(uploadId: string): LocalFile | null
  video(uploadId: string): LocalFile | null
  /** A picture that waits in an edit; null: no such file. */
  editPicture(fileId: string): LocalFile | null
  /** The picture of a video of the library; null: it has none, or nobody can be asked for it. */
  picture(accountId: string, uuid: string): Promise<LocalFile | null>
  /** A video of the library, from its instance; null: there is none that could be played. */
  remoteVideo(accountId: string, uuid: string, range: string | null): Promise<PlayedVideo | null>
  /** A playlist or file of a video whose picture and sound are apart; null: there is none of that name. */
  remotePart(accountId: string, uuid: string, name: string, range: string | null): Promise<PlayedVideo | null>
  /** A playlist or segment of a live on air; null: there is none of that name. */
  streamPart(
    accountId: string,
    uuid: string,
    name: string,
  ): Promise<{ bytes: Uint8Array; mime: string } | null>
}

/**
 * What the page may do: its own scripts and pictures, nothing from the network, no inline script. Inline style
 * attributes are how Vue and the component library place things.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** Before `app.ready`, once. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/**
 * Serves the page from `folder`, and under `/local/` the pictures and videos of the queue, of the library and of
 * lives.
 * `pageServed` is called each time that the HTML has gone out and nothing else of the page is wanted at the moment.
 */
export function handleScheme(folder: string, local: LocalFiles, pageServed: () => void): void {
  let underWay = 0
  let served = 0
  const serve = async (pathname: string): Promise<Response> => {
    underWay += 1
    try {
      return await servePage(folder, pathname)
    } finally {
      underWay -= 1
      served += 1
      // The first file is the HTML, which asks for all others at once.
      if (underWay === 0 && served > 1) pageServed()
    }
  }
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'longshore' || request.method !== 'GET') return notFound()
    try {
      const parts = url.pathname.split('/').filter((part) => part !== '')
      if (parts[0] === 'local' && parts[1] === 'live') return await serveStream(parts, local)
      if (parts[0] === 'local') return await serveLocal(parts, local, request.headers.get('range'))
      return await serve(url.pathname)
    } catch {
      return notFound() // the file went away between two looks: the page shows its placeholder
    }
  })
}

/** `/local/live/<accountId>/<uuid>/<name>`: what is live now is nothing to keep. */
async function serveStream([, , id, uuid, name]: string[], local: LocalFiles): Promise<Response> {
  if (id === undefined || uuid === undefined || name === undefined) return notFound()
  const part = await local.streamPart(id, uuid, name)
  if (part === null) return notFound()
  return new Response(new Uint8Array(part.bytes), {
    headers: {
      'Content-Type': part.mime,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

async function serveLocal(parts: string[], local: LocalFiles, range: string | null): Promise<Response> {
  const [, kind, accountId = '', uuid = '', name = ''] = parts
  if (kind === 'remote-stream') return play(await local.remotePart(accountId, uuid, name, range))
  if (kind === 'remote-video') return play(await local.remoteVideo(accountId, uuid, range))
  const file = await localFile(parts, local)
  if (file === null) return notFound()
  const { size } = await stat(file.path)
  const wanted = parseRange(range, size)
  if (wanted === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${String(size)}` } })
  }
  const { start, end } = wanted ?? { start: 0, end: size - 1 }
  return new Response(size === 0 ? null : webStream(createReadStream(file.path, { start, end })), {
    status: wanted === null ? 200 : 206,
    headers: {
      'Content-Type': file.mime,
      'Content-Length': String(end - start + 1),
      'Accept-Ranges': 'bytes',
      'X-Content-Type-Options': 'nosniff',
      ...(wanted === null
        ? {}
        : { 'Content-Range': `bytes ${String(start)}-${String(end)}/${String(size)}` }),
    },
  })
}

function play(video: PlayedVideo | null): Response {
  if (video === null) return notFound()
  const { status, headers, body } = video
  return new Response(body === null ? null : webStream(body), { status, headers })
}

async function localFile([, kind, id, uuid]: string[], local: LocalFiles): Promise<LocalFile | null> {
  if (id === undefined) return null
  if (kind === 'thumbnail') return local.thumbnail(id)
  if (kind === 'video') return local.video(id)
  if (kind === 'edit-picture') return local.editPicture(id)
  return kind === 'picture' && uuid !== undefined ? local.picture(id, uuid) : null
}

async function servePage(folder: string, pathname: string): Promise<Response> {
  const wanted = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)))
  if (!wanted.startsWith(folder + sep)) return notFound()
  const handle = await open(wanted)
  try {
    return new Response(await handle.readFile(), {
      headers: {
        'Content-Type': MIME[extname(wanted)] ?? 'application/octet-stream',
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } finally {
    await handle.close()
  }
}

function notFound(): Response {
  return new Response(null, { status: 404 })
}
