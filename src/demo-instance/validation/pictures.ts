import type { Request } from 'express'
import type { DemoContext } from '../context'
import type { Checks } from './checks'

const pictureTypes = /^image\/(png|jpe?g|webp)$/
const actorPictureTypes = /^image\/(png|jpe?g|webp|gif)$/
const MEBIBYTE = 1024 * 1024

export function maxPictureBytes(context: DemoContext): number {
  return (context.since('7.1') ? 8 : 4) * MEBIBYTE
}

/** The file of a multipart field, if one was sent. */
export function fileOf(request: Request, field: string): Express.Multer.File | undefined {
  const files = request.files
  if (files === undefined) return undefined
  return Array.isArray(files) ? files.find(({ fieldname }) => fieldname === field) : files[field]?.[0]
}

/** Checks one optional picture by its declared type and size. */
export function checkPicture(context: DemoContext, request: Request, checks: Checks, field: string): void {
  const file = fileOf(request, field)
  if (file === undefined) return
  const types = field === 'avatarfile' || field === 'bannerfile' ? actorPictureTypes : pictureTypes
  const isValid = types.test(file.mimetype) && file.size <= maxPictureBytes(context)
  const extensions = types === pictureTypes ? '.png, .jpg, .jpeg, .webp' : '.png, .jpeg, .jpg, .gif, .webp'
  checks.check(
    isValid,
    field,
    undefined,
    'body',
    `This ${field.replace('file', '')} file is not supported or too large. ` +
      `Please, make sure it is of the following type: ${extensions}`,
  )
}
