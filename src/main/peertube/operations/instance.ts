import { z } from 'zod'
import { defineOperation } from './define'
import { constantsShape, text } from './shapes'

const extensions = z.array(z.string()).optional().catch(undefined)
const fileRule = z
  .object({
    extensions,
    size: z
      .object({ max: z.number().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined)
const toggle = z
  .object({ enabled: z.boolean().catch(false) })
  .optional()
  .catch(undefined)

const externalAuthShape = z.object({
  name: z.string(),
  version: z.string(),
  authName: z.string(),
  authDisplayName: z.string().optional().catch(undefined),
})

/** The part of `ServerConfig` that is read, every switch of it optional: a key that is missing is a feature that is not there. */
export const serverConfigShape = z.object({
  serverVersion: z.string().min(1),
  instance: z.object({ name: text }).optional().catch(undefined),
  client: z
    .object({
      videos: z
        .object({
          resumableUpload: z
            .object({ maxChunkSize: z.number().nullish().catch(null) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
      menu: z
        .object({
          login: z
            .object({ redirectOnSingleExternalAuth: z.boolean().catch(false) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  video: z
    .object({ image: fileRule, file: z.object({ extensions }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  videoCaption: z.object({ file: fileRule }).optional().catch(undefined),
  videoFile: z.object({ update: toggle }).optional().catch(undefined),
  avatar: z.object({ file: fileRule }).optional().catch(undefined),
  banner: z.object({ file: fileRule }).optional().catch(undefined),
  videoChannels: z
    .object({ maxPerUser: z.number().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  videoTranscription: toggle,
  nsfwFlagsSettings: toggle,
  live: z
    .object({
      enabled: z.boolean().catch(false),
      allowReplay: z.boolean().catch(false),
      latencySetting: toggle,
      maxDuration: z.number().catch(-1),
      maxUserLives: z.number().catch(-1),
      maxInstanceLives: z.number().catch(-1),
      /** From 8.2 on. */
      dvr: z
        .object({ maxWindow: z.number().catch(0) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  defaults: z
    .object({
      publish: z
        .object({
          commentsPolicy: z.number().optional().catch(undefined),
          licence: z.number().nullable().catch(null),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  plugin: z
    .object({ registeredExternalAuths: z.array(externalAuthShape).catch([]) })
    .optional()
    .catch(undefined),
})

export type ServerConfig = z.infer<typeof serverConfigShape>

export const getConfig = defineOperation({
  id: 'getConfig',
  method: 'GET',
  path: '/api/v1/config',
  role: 'none',
  result: serverConfigShape,
})

/** Not of the REST API: how the fediverse's servers say what they are. */
export const getNodeInfoLinks = defineOperation({
  id: 'nodeinfo.links',
  method: 'GET',
  path: '/.well-known/nodeinfo',
  role: 'none',
  result: z.object({ links: z.array(z.object({ rel: z.string(), href: z.string() })) }),
})

export const getNodeInfo = defineOperation({
  id: 'nodeinfo.document',
  method: 'GET',
  path: '/nodeinfo/2.0.json',
  role: 'none',
  result: z.object({ software: z.object({ name: z.string(), version: text }) }),
})

export const getCategories = defineOperation({
  id: 'getCategories',
  method: 'GET',
  path: '/api/v1/videos/categories',
  role: 'none',
  result: constantsShape,
})

export const getLicences = defineOperation({
  id: 'getLicences',
  method: 'GET',
  path: '/api/v1/videos/licences',
  role: 'none',
  result: constantsShape,
})

/** `scope=subtitle` (8.2): those that captions may have. Older servers overlook it. */
export const getLanguages = defineOperation({
  id: 'getLanguages',
  method: 'GET',
  path: '/api/v1/videos/languages',
  query: ['scope'],
  role: 'none',
  result: constantsShape,
})

export const getPrivacies = defineOperation({
  id: 'getPrivacyPolicies',
  method: 'GET',
  path: '/api/v1/videos/privacies',
  role: 'none',
  result: constantsShape,
})
