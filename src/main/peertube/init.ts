import type { InstanceLimits } from '@shared/accounts/choices'
import type { InitEncoder, InitRequest } from '../uploads/ports'
import { videoMime } from './mime'
import { encodeMultipart, type EncodedBody, type FilePart } from './multipart'
import { initFields, type Fields } from './video-fields'

/** The parts in which this version wants a picture. Before 8.1 it keeps two sizes, each from a part of its own. */
export function pictureParts(picture: FilePart['file'], { features }: InstanceLimits): FilePart[] {
  const thumbnail = { name: 'thumbnailfile', file: picture }
  return features.previewPart ? [thumbnail, { name: 'previewfile', file: picture }] : [thumbnail]
}

/** The init's metadata. The same request gives the same fields: the server finds the same session by them. */
export function initMetadata(request: InitRequest, limits: InstanceLimits): Fields {
  return {
    ...initFields(request.draft, limits),
    name: request.title,
    filename: request.fileName,
    lastModified: request.lastModified,
  }
}

async function encodeBody(request: InitRequest, limits: InstanceLimits): Promise<EncodedBody> {
  const fields = initMetadata(request, limits)
  if (request.picture === null) {
    return { headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(fields)) }
  }
  return encodeMultipart(fields, pictureParts(request.picture, limits))
}

/** JSON, or multipart with the picture. Rejects with `file-unreadable` when the picture can't be read. */
export const initEncoder: InitEncoder = {
  async encode(request, limits) {
    const { headers, body } = await encodeBody(request, limits)
    return {
      headers: {
        ...headers,
        'X-Upload-Content-Length': String(request.fileBytes),
        'X-Upload-Content-Type': videoMime(request.fileName),
      },
      body,
    }
  },
}
