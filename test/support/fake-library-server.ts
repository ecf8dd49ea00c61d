import type { Chapter } from '@shared/uploads/draft'
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

  async page(start: number, signal: AbortSignal): Promise<ListedPage> {
    this.starts.push(start)
    await this.beforePage(start)
    signal.throwIfAborted()
    const videos = this.videos.slice(start, start + 100)
    return { total: this.videos.length, received: videos.length, videos }
  }

  async video(uuid: string): Promise<DetailedVideo | null> {
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

  async fileName(): Promise<string | null> {
    return 'clip.mp4'
  }

  async captions(): Promise<ListedCaption[]> {
    return []
  }

  async chapters(): Promise<Chapter[] | null> {
    return null
  }

  async file(address: string, limitBytes: number): Promise<Uint8Array | null> {
    const bytes = this.files.get(address) ?? null
    return bytes !== null && bytes.length <= limitBytes ? bytes : null
  }
}
