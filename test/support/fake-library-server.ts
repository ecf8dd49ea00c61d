import type { Chapter, EmbedPrivacy } from '@shared/uploads/draft'
import type {
  DetailedVideo,
  LibraryServer,
  ListedCaption,
  ListedPage,
  ListedVideo,
} from '../../src/main/library/ports'

/** An account's videos as a server lists them; a test changes them between two pages. */
export class FakeLibraryServer implements LibraryServer {
  videos: ListedVideo[] = []
  readonly starts: number[] = []
  readonly files = new Map<string, Uint8Array>()
  /** What happens before each page is answered; a throw is the answer. */
  beforePage: (start: number) => void | Promise<void> = () => undefined
  /** What happens before anything of one video is answered; a throw is the answer. */
  beforeVideo: (what: 'video' | 'source' | 'captions' | 'chapters' | 'file', uuid: string) => void = () =>
    undefined
  /** Videos that were asked for, in order. */
  readonly asked: string[] = []
  readonly captionsOf = new Map<string, ListedCaption[]>()

  async page(start: number, signal: AbortSignal): Promise<ListedPage> {
    this.starts.push(start)
    await this.beforePage(start)
    signal.throwIfAborted()
    const videos = this.videos.slice(start, start + 100)
    return { total: this.videos.length, received: videos.length, videos }
  }

  async video(uuid: string): Promise<DetailedVideo | null> {
    this.asked.push(uuid)
    this.beforeVideo('video', uuid)
    const video = this.videos.find((row) => row.uuid === uuid)
    if (video === undefined) return null
    return {
      ...video,
      tags: [],
      support: '',
      commentsPolicy: 1,
      downloadEnabled: true,
      nsfwFlags: null,
      nsfwSummary: null,
      bytes: 1,
    }
  }

  async fileName(uuid: string): Promise<string | null> {
    this.beforeVideo('source', uuid)
    return 'clip.mp4'
  }

  async captions(uuid: string): Promise<ListedCaption[]> {
    this.beforeVideo('captions', uuid)
    return this.captionsOf.get(uuid) ?? []
  }

  async chapters(uuid: string): Promise<Chapter[] | null> {
    this.beforeVideo('chapters', uuid)
    return null
  }

  async playerTheme(): Promise<string | null> {
    return null
  }

  async embedPrivacy(): Promise<EmbedPrivacy | null> {
    return null
  }

  async file(address: string, limitBytes: number): Promise<Uint8Array | null> {
    this.beforeVideo('file', address)
    const bytes = this.files.get(address) ?? null
    return bytes !== null && bytes.length <= limitBytes ? bytes : null
  }
}
