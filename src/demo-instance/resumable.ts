import type { Request, RequestHandler, Response } from 'express'
import { setTimeout as delay } from 'node:timers/promises'
import { Uploadx } from '@uploadx/core'
import type { DiskFile, UploadxFile } from '@uploadx/core'
import { currentUser } from './auth'
import type { DemoContext } from './context'
import { Problem } from './problem'
import { uploadFileName } from './validation/upload-init'

const MARK_LIFETIME_MS = 3_600_000
/** How long a refused upload still answers "being processed" before its file is gone. */
const REFUSED_LINGER_MS = 1000

export function createUploadx(context: DemoContext): Uploadx<DiskFile> {
  const uploadx = new Uploadx<DiskFile>({
    directory: context.store.folders.uploads,
    maxMetadataSize: '10MB',
    userIdentifier: (_request: Request, response: Response) => String(currentUser(response).id),
    filename: (file: UploadxFile) =>
      uploadFileName(
        context,
        String(file.userId),
        file.id,
        (file.metadata as Record<string, unknown>)['filename'],
      ),
  })
  // The same first request later begins the same id anew.
  uploadx.on('created', (file: UploadxFile) => context.forgottenUploads.delete(file.id))
  return uploadx
}

/** Hands the checked metadata to uploadx, which takes it as JSON however it arrived. */
export function beginUpload(
  context: DemoContext,
  request: Request,
  response: Response,
  metadata: object,
): void {
  request.body = metadata
  request.headers['content-type'] = 'application/json; charset=utf-8'
  context.uploadx.handle(request, response)
}

/** DELETE: also forgets that the upload was being finished. */
export function cancelUpload(context: DemoContext): RequestHandler {
  return (request, response) => {
    const { upload_id: uploadId } = request.query
    if (typeof uploadId === 'string') context.finishMarks.delete(uploadId)
    context.uploadx.handle(request, response)
  }
}

/** Runs uploadx on a PUT; the next handler is called only when the last byte has been written. */
export function receiveChunk(context: DemoContext): RequestHandler {
  return async (request, response, next) => {
    const { upload_id: uploadId } = request.query
    // A question that ran while its upload was deleted may have written the metadata anew.
    if (typeof uploadId === 'string' && context.forgottenUploads.has(uploadId)) {
      await context.uploadx.storage.delete({ id: uploadId })
    }
    context.uploadx.upload(request, response, () => {
      next()
    })
  }
}

/** What uploadx leaves in `body` when an upload is complete. */
export function completedFile(request: Request): UploadxFile {
  return request.body as UploadxFile
}

export function pathOf(context: DemoContext, file: UploadxFile): string {
  const storage = context.uploadx.storage as unknown as { getFilePath(name: string): string }
  return storage.getFilePath(file.name)
}

/**
 * Creates the video of a complete upload once. A second request meanwhile gets 503; afterwards it gets the same
 * answer from PeerTube up to 6.0 and 404 from later ones, which forget the session.
 */
export async function finishUpload(
  context: DemoContext,
  file: UploadxFile,
  create: () => Promise<object>,
): Promise<unknown> {
  const { finishMarks } = context
  const mark = finishMarks.get(file.id)
  if (mark !== undefined && mark.expiresAt > context.now()) {
    if (mark.body !== null) return mark.body
    throw new Problem(503, 'The upload is already being processed', undefined, {}, { 'Retry-After': '300' })
  }
  const ours = { body: null as unknown, expiresAt: context.now() + MARK_LIFETIME_MS }
  finishMarks.set(file.id, ours)
  try {
    if (context.settings.finishMs > 0) await delay(context.settings.finishMs)
    const body = await create()
    if (context.since('6.1')) {
      await forgetUpload(context, file.id)
      finishMarks.delete(file.id)
    } else {
      ours.body = body
    }
    return body
  } catch (error) {
    if (context.since('8.2')) finishMarks.delete(file.id)
    setTimeout(() => void forgetUpload(context, file.id), REFUSED_LINGER_MS).unref()
    throw error
  }
}

async function forgetUpload(context: DemoContext, id: string): Promise<void> {
  context.forgottenUploads.add(id)
  await context.uploadx.storage.delete({ id })
}

/** Removes unfinished uploads: those that nothing was written to for `idleMs`, or all of them. */
export async function purgeUploads(context: DemoContext, idleMs = 0): Promise<number> {
  const { storage } = context.uploadx
  const before = context.now() - idleMs
  const { items } = await storage.list()
  const idle = idleMs === 0 ? items : items.filter(({ modifiedAt }) => Number(modifiedAt ?? 0) <= before)
  for (const { id } of idle) await forgetUpload(context, id)
  return idle.length
}
