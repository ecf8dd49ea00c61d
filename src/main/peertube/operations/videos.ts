import { z } from 'zod'
import { defineOperation } from './define'
import { anything, listOf, playerSettingsShape, sourceShape, videoIdShape, videoShape } from './shapes'

export const getVideo = defineOperation({
  id: 'getVideo',
  method: 'GET',
  path: '/api/v1/videos/{id}',
  role: 'optional',
  result: videoShape,
})

/** A field left out stays as it is. */
export const putVideo = defineOperation({
  id: 'putVideo',
  method: 'PUT',
  path: '/api/v1/videos/{id}',
  bodyEncoding: 'json-or-multipart',
  result: anything,
})

export const deleteVideo = defineOperation({
  id: 'delVideo',
  method: 'DELETE',
  path: '/api/v1/videos/{id}',
  result: anything,
})

/** A GET on every server, although the reference of 5.1 says POST. */
export const getVideoSource = defineOperation({
  id: 'getVideoSource',
  method: 'GET',
  path: '/api/v1/videos/{id}/source',
  result: sourceShape,
})

const uploaded = z.object({ video: videoIdShape })

/** 201 and `Location`, or 200 and `Range` for a session that is there already. */
export const initResumableUpload = defineOperation({
  id: 'uploadResumableInit',
  method: 'POST',
  path: '/api/v1/videos/upload-resumable',
  bodyEncoding: 'json-or-multipart',
  result: anything,
})

/** A chunk, or without a body a question for the offset: 308 and `Range`, or 200 and the video after the last byte. */
export const putResumableChunk = defineOperation({
  id: 'uploadResumable',
  method: 'PUT',
  path: '/api/v1/videos/upload-resumable',
  query: ['upload_id'],
  bodyEncoding: 'bytes',
  result: uploaded,
})

export const cancelResumableUpload = defineOperation({
  id: 'uploadResumableCancel',
  method: 'DELETE',
  path: '/api/v1/videos/upload-resumable',
  query: ['upload_id'],
  result: anything,
})

/** 6.0 and later: the same protocol, for the file of a video that is there. The name of the file is all it is told. */
export const initSourceReplacement = defineOperation({
  id: 'replaceVideoSourceResumableInit',
  method: 'POST',
  path: '/api/v1/videos/{id}/source/replace-resumable',
  since: '6.0.0',
  bodyEncoding: 'json',
  result: anything,
})

/** After the last byte 200 and the new source; the reference says 204. */
export const putSourceReplacementChunk = defineOperation({
  id: 'replaceVideoSourceResumable',
  method: 'PUT',
  path: '/api/v1/videos/{id}/source/replace-resumable',
  since: '6.0.0',
  query: ['upload_id'],
  bodyEncoding: 'bytes',
  result: anything,
})

export const cancelSourceReplacement = defineOperation({
  id: 'replaceVideoSourceResumableCancel',
  method: 'DELETE',
  path: '/api/v1/videos/{id}/source/replace-resumable',
  since: '6.0.0',
  query: ['upload_id'],
  result: anything,
})

export const getCaptions = defineOperation({
  id: 'getVideoCaptions',
  method: 'GET',
  path: '/api/v1/videos/{id}/captions',
  role: 'optional',
  result: listOf(
    z.object({
      language: z.object({ id: z.string() }),
      captionPath: z.string().nullish().catch(null),
      /** From 7.1 on. */
      fileUrl: z.string().nullish().catch(null),
      updatedAt: z.string().nullish().catch(null),
      /** From 6.2 on. */
      automaticallyGenerated: z.boolean().nullish().catch(null),
    }),
  ),
})

export const putCaption = defineOperation({
  id: 'addVideoCaption',
  method: 'PUT',
  path: '/api/v1/videos/{id}/captions/{captionLanguage}',
  bodyEncoding: 'multipart',
  result: anything,
})

export const deleteCaption = defineOperation({
  id: 'delVideoCaption',
  method: 'DELETE',
  path: '/api/v1/videos/{id}/captions/{captionLanguage}',
  result: anything,
})

/** Asks for captions made of what is said; where the config has `videoTranscription`. */
export const generateCaptions = defineOperation({
  id: 'generateVideoCaption',
  method: 'POST',
  path: '/api/v1/videos/{id}/captions/generate',
  bodyEncoding: 'json',
  since: '6.2.0',
  result: anything,
})

export const getChapters = defineOperation({
  id: 'getVideoChapters',
  method: 'GET',
  path: '/api/v1/videos/{id}/chapters',
  role: 'optional',
  since: '6.0.0',
  result: z.object({ chapters: z.array(z.object({ timecode: z.number(), title: z.string() })) }),
})

/** Replaces them all. */
export const putChapters = defineOperation({
  id: 'replaceVideoChapters',
  method: 'PUT',
  path: '/api/v1/videos/{id}/chapters',
  bodyEncoding: 'json',
  since: '6.0.0',
  result: anything,
})

/** In clear text, for the owner. */
export const getPasswords = defineOperation({
  id: 'listVideoPasswords',
  method: 'GET',
  path: '/api/v1/videos/{id}/passwords',
  query: ['start', 'count'],
  since: '6.0.0',
  result: listOf(z.object({ id: z.number(), password: z.string() })),
})

export const putPasswords = defineOperation({
  id: 'updateVideoPasswordList',
  method: 'PUT',
  path: '/api/v1/videos/{id}/passwords',
  bodyEncoding: 'json',
  since: '6.0.0',
  result: anything,
})

/** With `raw` as the person chose it, for the owner; without, what comes of it. */
export const getPlayerSettings = defineOperation({
  id: 'getVideoPlayerSettings',
  method: 'GET',
  path: '/api/v1/player-settings/videos/{id}',
  query: ['raw'],
  role: 'optional',
  since: '8.0.0',
  result: playerSettingsShape,
})

export const putPlayerSettings = defineOperation({
  id: 'updateVideoPlayerSettings',
  method: 'PUT',
  path: '/api/v1/player-settings/videos/{id}',
  bodyEncoding: 'json',
  since: '8.0.0',
  result: anything,
})

export const getEmbedPrivacy = defineOperation({
  id: 'getVideoEmbedPrivacy',
  method: 'GET',
  path: '/api/v1/videos/{id}/embed-privacy',
  since: '8.1.0',
  result: z.object({ policy: z.object({ id: z.int() }), domains: z.array(z.string()) }),
})

/** Takes the number of the policy, where the answer to GET has an object; no domains but with an allowlist. */
export const putEmbedPrivacy = defineOperation({
  id: 'updateVideoEmbedPrivacy',
  method: 'PUT',
  path: '/api/v1/videos/{id}/embed-privacy',
  bodyEncoding: 'json',
  since: '8.1.0',
  result: anything,
})
