import type { DemoInstance } from '../../src/demo-instance'

/** Noon of a day in the month after this one, which never is in the past: `2026-12-10`. */
export function nextMonth(day: number): string {
  const now = new Date()
  const date = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, day))
  return date.toISOString().slice(0, 10)
}

/** So many of the person's videos become public then. Gives back their UUIDs. */
export async function scheduleVideos(
  demo: DemoInstance,
  moments: readonly { at: string; name: string }[],
): Promise<string[]> {
  const videos = (await demo.control.videos()).slice(0, moments.length)
  for (const [index, { at, name }] of moments.entries()) {
    const uuid = videos[index]?.uuid
    if (uuid === undefined) throw new Error('there are too few videos')
    const scheduleUpdate = { updateAt: new Date(at).toISOString(), privacy: 1 as const }
    await demo.control.updateVideo(uuid, { name, privacy: 3, state: 1, isLive: false, scheduleUpdate })
  }
  return videos.map(({ uuid }) => uuid)
}
