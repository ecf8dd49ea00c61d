import multer from 'multer'
import type { RequestHandler } from 'express'
import type { DemoContext } from './context'

const parser = multer({ storage: multer.memoryStorage() })

/** Reads a multipart body with at most one file in each of `fields`; pictures and captions stay in memory. */
export function readMultipart(...fields: string[]): RequestHandler {
  return parser.fields(fields.map((name) => ({ name, maxCount: 1 })))
}

/** Reads a multipart body with a video, which goes to a file in the temp folder. */
export function readMultipartVideo(context: DemoContext, field: string, pictures: string[]): RequestHandler {
  const toDisk = multer({ dest: context.store.folders.temp })
  return toDisk.fields([field, ...pictures].map((name) => ({ name, maxCount: 1 })))
}
