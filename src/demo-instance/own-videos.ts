import type { DemoContext } from './context'
import { videosOf } from './quota'
import type { UserRecord, VideoRecord } from './records'
import { videoSorter } from './validation/video-sort'

export interface OwnVideosFilter {
  /** Lower case. */
  search: string
  isLive: string | undefined
  channelId: string | undefined
}

const MOST_REMEMBERED = 8

/** Lists of `/users/me/videos`, remembered until something changes: page after page is asked of the same one. */
export class OwnVideos {
  private readonly lists = new Map<string, VideoRecord[]>()
  private changes = -1

  constructor(private readonly context: DemoContext) {}

  list(user: UserRecord, sort: string, filter: OwnVideosFilter): VideoRecord[] {
    const { changes } = this.context.store
    if (changes !== this.changes || this.lists.size >= MOST_REMEMBERED) this.lists.clear()
    this.changes = changes
    const key = JSON.stringify([user.id, sort, filter])
    const known = this.lists.get(key)
    if (known !== undefined) return known
    const list = videosOf(this.context, user)
      .filter((video) => fits(video, filter))
      .sort(videoSorter(sort))
    this.lists.set(key, list)
    return list
  }
}

function fits(video: VideoRecord, { search, isLive, channelId }: OwnVideosFilter): boolean {
  if (channelId !== undefined && video.channelId !== Number(channelId)) return false
  if (isLive !== undefined && (video.isLive ?? false) !== (isLive === 'true')) return false
  return search === '' || video.name.toLowerCase().includes(search)
}
