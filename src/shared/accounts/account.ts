import { z } from 'zod'

export const quotaSchema = z.strictObject({
  /** Bytes; -1: unlimited. */
  total: z.number(),
  used: z.number(),
  daily: z.number(),
  usedDaily: z.number(),
})

export type Quota = z.infer<typeof quotaSchema>

/** One person on one instance, as the renderer sees it: no token, ever. */
export const accountSchema = z.strictObject({
  id: z.uuid(),
  /** Origin, e.g. `https://tube.example`; no trailing slash. */
  instanceUrl: z.string(),
  /** Host and port as shown to people. */
  host: z.string(),
  instanceName: z.string(),
  instanceVersion: z.string(),
  username: z.string(),
  displayName: z.string(),
  state: z.enum(['signed-in', 'signed-out']),
  /** Where the tokens are; `memory` is gone when the app ends. */
  tokenStore: z.enum(['keychain', 'memory']),
  isDemo: z.boolean(),
  quota: quotaSchema.nullable(),
})

export type Account = z.infer<typeof accountSchema>

export const externalLoginSchema = z.strictObject({
  /** `name`, `version` and `authName` of PeerTube's `registeredExternalAuths`: they make the login page's path. */
  name: z.string(),
  version: z.string(),
  authName: z.string(),
  label: z.string(),
})

export type ExternalLogin = z.infer<typeof externalLoginSchema>

/** What was found behind an address that a person typed. */
export const foundInstanceSchema = z.strictObject({
  instanceUrl: z.string(),
  host: z.string(),
  name: z.string(),
  version: z.string(),
  isHttp: z.boolean(),
  externalLogins: z.array(externalLoginSchema),
})

export type FoundInstance = z.infer<typeof foundInstanceSchema>
