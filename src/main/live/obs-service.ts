import { AppError } from '@shared/errors'
import type { StreamKeys } from '@shared/live/live'

/** The file of a profile in which OBS keeps where it streams to. */
export const OBS_FILE_NAME = 'service.json'

/** Throws `not-found` where the instance does not take that protocol. */
export function obsService(keys: StreamKeys, protocol: 'rtmp' | 'rtmps'): string {
  const server = protocol === 'rtmp' ? keys.rtmpUrl : keys.rtmpsUrl
  if (server === null) throw new AppError('not-found', `no ${protocol} here`, { what: protocol })
  const settings = { bwtest: false, key: keys.streamKey, server, use_auth: false }
  return `${JSON.stringify({ settings, type: 'rtmp_custom' }, null, 4)}\n`
}
