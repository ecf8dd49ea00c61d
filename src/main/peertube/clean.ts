import { createHash } from 'node:crypto'
import { isGone, ServerError } from '@shared/errors'
import type { z } from 'zod'
import type { labelled } from './operations/shapes'

/** What servers say, made harmless: texts clipped, numbers whole, addresses of files alone. */

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const SHORT_UUID = /^[A-Za-z0-9]{1,30}$/
/** Servers check shorter ones; what is longer was not made by PeerTube. */
export const LONGEST = { name: 500, label: 200, text: 20_000, tag: 100, address: 2000, language: 20 }

/** A path when the file is on the instance itself, whose address may change; else the whole address; null: neither. */
export function addressOf(text: string | null, origin: string): string | null {
  if (text === null || text === '' || text.length > LONGEST.address) return null
  try {
    const url = new URL(text, origin)
    if (url.origin === origin) return url.pathname + url.search
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** Whole characters alone, without the one that texts end at. */
export function clip(text: string, length: number): string {
  const plain = text.slice(0, length).replaceAll('\0', '')
  return Buffer.from(plain, 'utf8').toString('utf8')
}

export function whole(value: number): number {
  const rounded = Math.round(value)
  return Number.isSafeInteger(rounded) && rounded > 0 ? rounded : 0
}

export function numberOf(choice: z.infer<typeof labelled> | null | undefined): number | null {
  const id = Number(choice?.id ?? Number.NaN)
  return Number.isSafeInteger(id) ? id : null
}

export function textId(choice: z.infer<typeof labelled> | null | undefined): string | null {
  const id = choice?.id ?? null
  return id === null ? null : clip(String(id), LONGEST.language)
}

/** Epoch milliseconds; null when it is no time. */
export function timeOf(text: string | null | undefined): number | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : ms
}

export function shortHash(text: string): string {
  return createHash('sha1').update(text).digest('base64url').slice(0, 12)
}

/**
 * PeerTube's own 404: what was asked for is gone. The page of a proxy says nothing of what is there, whatever its status
 * is: nothing may be let go because of it.
 */
export async function nullWhenGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** As `nullWhenGone`; or the server has no such route, of which PeerTube says 400 without a word. */
export async function nullWhenNotThere<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await nullWhenGone(asked)
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    const { status, isJson, detail } = error.answer
    if (status === 400 && !isJson && detail === '') return null
    throw error
  }
}

/** The address of the smallest picture that is wide enough, else of the widest; null: there is none. */
export function pictureAddress(
  pictures: readonly {
    width: number
    fileUrl?: string | null | undefined
    path?: string | null | undefined
  }[],
  otherwise: string | null,
  width: number,
  origin: string,
): string | null {
  const byWidth = [...pictures].sort((left, right) => left.width - right.width)
  const chosen = byWidth.find((one) => one.width >= width) ?? byWidth.at(-1)
  return addressOf(chosen?.fileUrl ?? chosen?.path ?? otherwise, origin)
}
