import type { Account } from '@shared/accounts/account'
import type { InstanceLimits } from '@shared/accounts/choices'
import type { CaptionAccount, CaptionServer } from '../captions/ports'
import type { ChannelServer } from '../library/channels/ports'
import type { PlaylistServer } from '../library/playlists/ports'
import type { EditAccount, EditServer } from '../library/edits/ports'
import type { LibraryAccount, LibraryServer } from '../library/ports'
import type { MediaAccount, MediaServer } from '../media/ports'
import type { LiveAccount as AccountWithLives, LiveServer } from '../live/ports'
import { AccountApi } from '../peertube/account-api'
import type { Bandwidth } from '../peertube/bandwidth'
import { PeerTubeCaptions } from '../peertube/captions'
import { PeerTubeChannels } from '../peertube/channel-server'
import { initEncoder } from '../peertube/init'
import { InstanceFiles } from '../peertube/instance-files'
import { InstanceStreams } from '../peertube/instance-streams'
import { PeerTubeLibrary } from '../peertube/library-server'
import { PeerTubeMedia } from '../peertube/media'
import { PeerTubePlaylists } from '../peertube/playlist-server'
import { PeerTubeEdits } from '../peertube/edit-server'
import type { Priority } from '../peertube/pacing'
import { PeerTubeVideos } from '../peertube/videos'
import { PeerTubeWire, type Connection } from '../peertube/wire'
import { PeerTubeLives } from '../peertube/live-server'
import type { StoredAccount } from '../storage/accounts-table'
import type { InitEncoder, UploadAccount, VideoServer, Wire } from '../uploads/ports'
import type { Instance } from './instances'
import type { Session } from './session'

export interface LiveAccountDeps {
  stored: StoredAccount
  session: Session
  /** By the account's current address. */
  instance: () => Instance
  bandwidth: Bandwidth
  limits: () => Promise<InstanceLimits>
}

/** One account while the app runs: its row, its tokens, and what the upload engine and the library use of it. */
export class LiveAccount
  implements UploadAccount, LibraryAccount, MediaAccount, EditAccount, CaptionAccount, AccountWithLives
{
  readonly id: string
  readonly session: Session
  readonly wire: Wire
  readonly videos: VideoServer
  readonly library: LibraryServer
  readonly channels: ChannelServer
  readonly playlists: PlaylistServer
  readonly media: MediaServer
  readonly captions: CaptionServer
  private readonly captionsAs: (priority: Priority) => PeerTubeCaptions
  readonly lives: LiveServer
  readonly init: InitEncoder = initEncoder
  stored: StoredAccount
  /** The tokens can't be read right now, although the account is signed in. */
  isLocked = false

  constructor(private readonly deps: LiveAccountDeps) {
    this.id = deps.stored.id
    this.stored = deps.stored
    this.session = deps.session
    const connection = movingConnection(deps.instance)
    this.wire = new PeerTubeWire(connection, deps.session, deps.bandwidth)
    this.videos = new PeerTubeVideos(
      () => this.api(),
      () => this.limits(),
    )
    const files = new InstanceFiles(connection, deps.session)
    this.library = new PeerTubeLibrary(
      () => this.api(),
      files,
      () => this.instanceUrl,
      () => this.limits(),
    )
    const lists = [() => this.api(), () => this.username, () => this.instanceUrl] as const
    this.channels = new PeerTubeChannels(...lists, () => this.limits())
    this.playlists = new PeerTubePlaylists(...lists)
    this.captionsAs = (priority) =>
      new PeerTubeCaptions(
        () => this.api(),
        files,
        () => this.instanceUrl,
        priority,
      )
    this.captions = this.captionsAs('person')
    this.media = new PeerTubeMedia(
      () => this.api(),
      new InstanceStreams(connection, deps.session),
      () => this.instanceUrl,
    )
    this.lives = new PeerTubeLives(
      () => this.api(),
      files,
      connection,
      () => this.limits(),
    )
  }

  get username(): string {
    return this.stored.username
  }

  get instanceUrl(): string {
    return this.stored.instanceUrl
  }

  get isSignedIn(): boolean {
    return this.stored.state === 'signed-in' && !this.isLocked
  }

  /** As the renderer sees it. */
  get view(): Account {
    const { addedAt: _, ...account } = this.stored
    const state = this.isSignedIn ? 'signed-in' : 'signed-out'
    return { ...account, state, host: new URL(account.instanceUrl).host }
  }

  api(): AccountApi {
    return new AccountApi(this.deps.instance().api, this.session)
  }

  limits(): Promise<InstanceLimits> {
    return this.deps.limits()
  }

  edits(priority: Priority): EditServer {
    return new PeerTubeEdits(
      () => this.api(),
      () => this.instanceUrl,
      () => this.limits(),
      priority,
      this.captionsAs(priority),
    )
  }

  refresh(staleAnswerAt: number): Promise<'refreshed' | 'signed-out'> {
    return this.session.refresh(staleAnswerAt)
  }
}

/** The connection of an instance whose address may change while the app runs (a demo instance that was restarted). */
function movingConnection(instance: () => Instance): Connection {
  const current = (): Connection => instance().api.connection
  return {
    get origin() {
      return current().origin
    },
    get pool() {
      return current().pool
    },
    get pacer() {
      return current().pacer
    },
    get clock() {
      return current().clock
    },
    get userAgent() {
      return current().userAgent
    },
  }
}
