import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { LocalFile } from '../uploads/ports'
import { pictureOrCaptionMime } from './mime'

/** What a form may hold: nested objects and arrays become `scheduleUpdate[updateAt]` and `tags[0]`. */
export type FormValue =
  string | number | boolean | null | readonly FormValue[] | { readonly [name: string]: FormValue }

export interface FilePart {
  name: string
  /** On the disk, or here already. */
  file: LocalFile | { name: string; bytes: Uint8Array }
}

export interface EncodedBody {
  headers: Record<string, string>
  body: Uint8Array
}

/** Fields as PeerTube's form parser wants them: an explicit null, and an empty array, is the text `null`. */
export function formFields(fields: Readonly<Record<string, FormValue>>): [name: string, value: string][] {
  return Object.entries(fields).flatMap(([name, value]) => flatten(name, value))
}

function flatten(name: string, value: FormValue): [string, string][] {
  if (value === null) return [[name, 'null']]
  if (typeof value !== 'object') return [[name, String(value)]]
  if (isArray(value)) {
    if (value.length === 0) return [[name, 'null']]
    return value.flatMap((item, index) => flatten(`${name}[${String(index)}]`, item))
  }
  return Object.entries(value).flatMap(([key, item]) => flatten(`${name}[${key}]`, item))
}

function isArray(value: FormValue): value is readonly FormValue[] {
  return Array.isArray(value)
}

/**
 * A small form in memory: metadata with pictures or a caption of a few megabytes, never a video. Text fields come
 * first, since some of PeerTube's routes look at them while a file arrives. Rejects with `file-unreadable`.
 */
export async function encodeMultipart(
  fields: Readonly<Record<string, FormValue>>,
  files: readonly FilePart[],
): Promise<EncodedBody> {
  const boundary = `----longshore${randomBytes(18).toString('hex')}`
  const parts: Buffer[] = []
  for (const [name, value] of formFields(fields)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n`
    parts.push(Buffer.from(`${head}${value}\r\n`))
  }
  const contents = new Map<string, Buffer>()
  for (const { name, file } of files) {
    const disposition = `form-data; name="${quoted(name)}"; filename="${quoted(file.name)}"`
    const head = `Content-Disposition: ${disposition}\r\nContent-Type: ${pictureOrCaptionMime(file.name)}\r\n\r\n`
    // A file on the disk may know its size, which is called `bytes` too.
    const bytes = 'path' in file ? await contentOf(file, contents) : Buffer.from(file.bytes)
    parts.push(Buffer.from(`--${boundary}\r\n${head}`), bytes, Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat(parts),
  }
}

/** One picture may go into two parts. */
async function contentOf(file: LocalFile, known: Map<string, Buffer>): Promise<Buffer> {
  const bytes = known.get(file.path) ?? (await readWhole(file))
  known.set(file.path, bytes)
  return bytes
}

/** As the HTML standard has it: these three characters alone are escaped in the names of parts and files. */
function quoted(name: string): string {
  return name.replace(/\r\n|\r|\n/g, '%0A').replace(/"/g, '%22')
}

async function readWhole(file: LocalFile): Promise<Buffer> {
  try {
    return await readFile(file.path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new AppError('file-unreadable', `${file.name} can't be read: ${code}`, {
      name: file.name,
      systemCode: code,
    })
  }
}
