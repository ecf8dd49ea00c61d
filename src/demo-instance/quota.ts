import type { DemoContext } from './context'
import { Problem } from './problem'
import type { UserRecord, VideoRecord } from './records'

const DAY_MS = 24 * 3600 * 1000

export function videosOf(context: DemoContext, user: UserRecord): VideoRecord[] {
  const { channels, videos } = context.store.state
  const owned = new Set(channels.filter(({ accountId }) => accountId === user.accountId).map(({ id }) => id))
  return videos.filter(({ channelId }) => owned.has(channelId))
}

/** Bytes of original files, in all and of the last 24 hours. */
export function quotaUsed(context: DemoContext, user: UserRecord): { total: number; daily: number } {
  const since = context.now() - DAY_MS
  let total = 0
  let daily = 0
  for (const { source } of videosOf(context, user)) {
    total += source.size
    if (Date.parse(source.createdAt) > since) daily += source.size
  }
  return { total, daily }
}

/** @throws Problem 413 when the file would reach a quota; exactly full counts as reached. */
export function checkQuota(context: DemoContext, user: UserRecord, size: number): void {
  const used = quotaUsed(context, user)
  const isOver = (quota: number, bytes: number): boolean => quota !== -1 && bytes + size >= quota
  if (isOver(user.videoQuota, used.total) || isOver(user.videoQuotaDaily, used.daily)) {
    throw new Problem(413, 'The user video quota is exceeded with this video.', 'quota_reached')
  }
}
