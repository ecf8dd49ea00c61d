import type { DemoContext } from '../context'
import type { LiveRecord, LiveSessionRecord } from '../records'
import { videoIds } from '../views/videos'

/** The form of `GET /videos/live/{id}`: address and key are for those who manage the live. */
export function liveView(context: DemoContext, live: LiveRecord, mayManage: boolean): object {
  const { rtmp, rtmps } = context.settings.live
  const secret = {
    streamKey: live.streamKey,
    rtmpUrl: rtmp ? 'rtmp://127.0.0.1:1935/live' : null,
    rtmpsUrl: rtmps ? 'rtmps://127.0.0.1:1936/live' : null,
  }
  return {
    ...(mayManage ? secret : {}),
    permanentLive: live.permanentLive,
    saveReplay: live.saveReplay,
    replaySettings: replaySettingsView(context, live.replayPrivacy),
    latencyMode: live.latencyMode,
    ...(context.since('7.3') ? { schedules: live.schedules.map((startAt) => ({ startAt })) } : {}),
    ...(context.since('8.2') ? { dvrWindow: live.dvrWindow } : {}),
  }
}

export function sessionView(context: DemoContext, session: LiveSessionRecord): object {
  const replay = context.store.state.videos.find(({ id }) => id === session.replayVideoId)
  return {
    id: session.id,
    startDate: session.startDate,
    endDate: session.endDate,
    endingProcessed: session.endingProcessed,
    saveReplay: session.saveReplay,
    replaySettings: replaySettingsView(context, session.replayPrivacy),
    replayVideo: replay === undefined ? undefined : videoIds(replay),
    error: session.error,
  }
}

function replaySettingsView(context: DemoContext, privacy: number | null): object | undefined {
  return context.since('5.2') && privacy !== null ? { privacy } : undefined
}
