import type { InstanceLimits } from '@shared/accounts/choices'
import type { InitEncoder, InitRequest } from '../uploads/ports'
import { videoMime } from './mime'
import type { FilePart } from './multipart'
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

export const initEncoder: InitEncoder = {
  encode: (request, limits) => encodeInit(request, initMetadata(request, limits)),
  // PeerTube asks for the name alone; by `lastModified` a repeated init finds its session, as everywhere.
  encodeReplacement: (request) =>
    encodeInit(request, { filename: request.fileName, lastModified: request.lastModified }),
}

function encodeInit({ fileName, fileBytes }: { fileName: string; fileBytes: number }, metadata: Fields) {
  return {
    headers: {
      'Content-Type': 'application/json',
      'X-Upload-Content-Length': String(fileBytes),
      'X-Upload-Content-Type': videoMime(fileName),
    },
    body: Buffer.from(JSON.stringify(metadata)),
  }
}
