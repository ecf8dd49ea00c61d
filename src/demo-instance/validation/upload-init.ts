import type { Request } from 'express'
import { extname } from 'node:path'
import { isModerator } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import { checkQuota } from '../quota'
import type { UserRecord } from '../records'
import { Checks, bodyOf, hasLength, toInteger } from './checks'
import { readPasswords } from './passwords'
import { checkPicture } from './pictures'
import { checkTogether, readName, readVideoFields } from './video-fields'
import type { WantedFields } from './video-fields'

export interface UploadWish {
  fields: WantedFields & { name: string }
  channelId: number
  filename: string
  passwords: string[]
}

const mimes = [
  'video/(webm|ogg|mp4|x-matroska|quicktime|x-m4v|x-flv|x-f4v|x-ms-wmv|avi|x-msvideo|3gpp|3gpp2|mp2t|m2ts|mpv)',
  'video/(mpeg|mpeg2|mp2p|mpg)|application/(x-nut|mxf|octet-stream)',
  'audio/(mpeg|mp3|ogg|x-ms-wma|wav|x-wav|flac|x-flac|aac|mp4|x-m4a|ac3|vnd.dolby.dd-raw|x-m4b)',
]
const acceptedMimes = new RegExp(`^(${mimes.join('|')})$`, 'i')

/** The headers that announce the file. */
function checkFileHeaders(request: Request, checks: Checks): void {
  const length = request.headers['x-upload-content-length']
  const type = request.headers['x-upload-content-type']
  checks.check(/^[+-]?\d+(\.\d+)?$/.test(String(length)), 'x-upload-content-length', length, 'headers')
  checks.check(type !== undefined, 'x-upload-content-type', type, 'headers')
}

function checkFilename(context: DemoContext, request: Request, checks: Checks): string {
  const { filename } = bodyOf(request)
  const isValid = context.since('6.0')
    ? hasLength(filename, 1, 1000)
    : filename !== undefined && filename !== ''
  checks.check(isValid, 'filename', filename)
  return String(filename)
}

/** 400 up to 7.x, 404 and 403 from 8.0 on. */
export function checkChannel(context: DemoContext, user: UserRecord, channelId: number): void {
  const channel = context.store.state.channels.find(({ id }) => id === channelId)
  const isNew = context.since('8.0')
  if (channel === undefined) {
    throw isNew
      ? new Problem(404, 'Video channel not found')
      : new Problem(400, 'Unknown video "video channel" for this instance.')
  }
  if (channel.accountId === user.accountId || isModerator(user)) return
  throw isNew
    ? new Problem(403, 'Cannot manage this channel')
    : new Problem(400, 'Unknown video "video channel" for this account.')
}

export function checkFile(context: DemoContext, user: UserRecord, type: string, size: number): void {
  if (!acceptedMimes.test(type)) {
    const extensions = context.settings.videoExtensions.join(', ')
    throw new Problem(
      415,
      `This file is not supported. Please, make sure it is of the following type: ${extensions}`,
    )
  }
  const { maxFileSizeBytes } = context.settings
  if (!Number.isInteger(size) || size < 0 || (maxFileSizeBytes !== null && size > maxFileSizeBytes)) {
    const detail = 'This file is too large. It exceeds the maximum file size authorized.'
    throw new Problem(413, detail, 'max_file_size_reached')
  }
  checkQuota(context, user, size)
}

/** Checks everything that the first request of an upload says, in PeerTube's order. */
export function readUploadWish(
  context: DemoContext,
  request: Request,
  checks: Checks,
): { fields: WantedFields; name: string | undefined; channelId: number } {
  checkPicture(context, request, checks, 'thumbnailfile')
  checkPicture(context, request, checks, 'previewfile')
  const fields = readVideoFields(context, request, checks)
  const name = readName(request, checks, true)
  const channelId = toInteger(bodyOf(request)['channelId'])
  const isChannelId = channelId !== null && !Number.isNaN(channelId)
  checks.check(isChannelId, 'channelId', bodyOf(request)['channelId'])
  return { fields, name, channelId: channelId ?? NaN }
}

export function readResumableInit(context: DemoContext, request: Request, user: UserRecord): UploadWish {
  const checks = new Checks(context, request)
  const { fields, name = '', channelId } = readUploadWish(context, request, checks)
  const filename = checkFilename(context, request, checks)
  checkFileHeaders(request, checks)
  checks.done()
  checkTogether(request, fields)
  checkChannel(context, user, channelId)
  const passwords = context.since('6.0')
    ? readPasswords(fields.privacy ?? 0, bodyOf(request)['videoPasswords'])
    : undefined
  const size = Number(request.headers['x-upload-content-length'])
  checkFile(context, user, String(request.headers['x-upload-content-type']), size)
  return { fields: { ...fields, name }, channelId, filename, passwords: passwords ?? [] }
}

/** `replace-resumable` knows only the file name. */
export function readReplaceInit(context: DemoContext, request: Request, user: UserRecord): string {
  const checks = new Checks(context, request)
  const filename = checkFilename(context, request, checks)
  checkFileHeaders(request, checks)
  checks.done()
  const size = Number(request.headers['x-upload-content-length'])
  checkFile(context, user, String(request.headers['x-upload-content-type']), size)
  return filename
}

/** Name of the file on disk: from 6.0 with the extension of the source. */
export function uploadFileName(
  context: DemoContext,
  userId: string,
  uploadId: string,
  filename: unknown,
): string {
  const extension = context.since('6.0') ? extname(String(filename)).toLowerCase() : ''
  return `${userId}-${uploadId}${extension}`
}
