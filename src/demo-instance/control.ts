import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { addUser } from './accounts'
import type { NewUser } from './accounts'
import { addVideo } from './adding'
import type { AddedVideo } from './adding'
import type { DemoContext } from './context'
import type { FaultRule } from './faults'
import { fillVideos } from './filling'
import { addFilledPlaylist } from './filling-playlists'
import { LiveControl } from './live/live-control'
import type { LiveSocket } from './live/live-socket'
import type { DemoSettings } from './options'
import type { UserRecord, VideoRecord } from './records'
import type { LoggedRequest, UploadStatistics } from './request-log'
import { purgeUploads } from './resumable'
import { toShortUuid } from './media/short-uuid'
import { deleteVideo } from './routes/videos'

/** What a test learns about a video, whoever owns it. */
export interface StoredVideo {
  id: number
  uuid: string
  shortUUID: string
  name: string
  /** User name of the owner. */
  owner: string
  privacy: number
  state: number
  inputFilename: string
  size: number
  /** Hex, of the stored bytes; null when the instance keeps none. */
  sha256: string | null
  createdAt: string
}

/** The switches of a demo instance. Everything here is also at `/__control/*` when the instance was told so. */
export class DemoControl {
  readonly live: LiveControl

  constructor(
    private readonly context: DemoContext,
    private readonly dropConnections: () => void,
    liveSocket: Pick<LiveSocket, 'tell' | 'followers'>,
  ) {
    this.live = new LiveControl(context, (uuid) => this.findVideo(uuid), liveSocket)
  }

  async createUser(wanted: NewUser): Promise<{ id: number; username: string; channelId: number }> {
    const user = addUser(this.context, wanted)
    const channel = this.context.store.state.channels.find(({ accountId }) => accountId === user.accountId)
    await this.context.store.commit()
    return { id: user.id, username: user.username, channelId: channel?.id ?? 0 }
  }

  /** Changes a user: quota, blocked, verified, two-factor secret… */
  async updateUser(username: string, change: Partial<Omit<UserRecord, 'id' | 'accountId'>>): Promise<void> {
    Object.assign(this.findUser(username), change)
    await this.context.store.commit()
  }

  /** Plausible videos without files, as many as wanted; see `fillVideos`. */
  fill(username: string, count: number): void {
    fillVideos(this.context, this.findUser(username), count)
  }

  /** A playlist with this many of the person's videos, over and over when there are fewer. Returns its UUID. */
  async addPlaylist(username: string, displayName: string, length: number): Promise<string> {
    const { accountId } = this.findUser(username)
    const uuid = addFilledPlaylist(this.context, accountId, displayName, length)
    await this.context.store.commit()
    return uuid
  }

  /** Somebody of another server follows a channel. */
  async addFollower(channelName: string, name: string, host: string): Promise<void> {
    const { store } = this.context
    const channel = store.state.channels.find((row) => row.name === channelName)
    if (channel === undefined) throw new Error(`No channel ${channelName}`)
    const follower = { id: store.nextId('follow'), name, host, createdAt: this.context.nowIso() }
    channel.followers = [...(channel.followers ?? []), follower]
    await store.commit()
  }

  /** A video with a real file; gives back its UUID. */
  async addVideo(username: string, video: AddedVideo): Promise<string> {
    return (await addVideo(this.context, this.findUser(username), video)).uuid
  }

  /** Changes a video behind everybody's back, as another client would. */
  async updateVideo(uuid: string, change: Partial<Omit<VideoRecord, 'id' | 'uuid'>>): Promise<void> {
    Object.assign(this.findVideo(uuid), change, { updatedAt: this.context.nowIso() })
    await this.context.store.commit()
  }

  /** Keeps a video's picture and sound apart from now on (6.3 and later), with the files of this folder. */
  async splitVideo(uuid: string, folder: string): Promise<void> {
    this.findVideo(uuid).split = { folder, audioFileId: this.context.store.nextId('file') }
    await this.context.store.commit()
  }

  async deleteVideo(uuid: string): Promise<void> {
    await deleteVideo(this.context, this.findVideo(uuid))
  }

  addFault(rule: FaultRule): void {
    this.context.faults.add(rule)
  }

  clearFaults(): void {
    this.context.faults.clear()
  }

  /** Rules that have not befallen as many requests as they should yet. */
  pendingFaults(): FaultRule[] {
    return this.context.faults.pending
  }

  /** Makes the tokens of a user expire: the access tokens alone, or the refresh tokens too. */
  async expireTokens(username: string, which: 'access' | 'all'): Promise<void> {
    const { id } = this.findUser(username)
    for (const token of this.context.store.state.tokens) {
      if (token.userId !== id) continue
      token.accessExpiresAt = 0
      if (which === 'all') token.refreshExpiresAt = 0
    }
    await this.context.store.commit()
  }

  /** Forgets all tokens of a user, as a change of password by an administrator does. */
  async revokeTokens(username: string): Promise<void> {
    const { id } = this.findUser(username)
    const { state } = this.context.store
    state.tokens = state.tokens.filter(({ userId }) => userId !== id)
    await this.context.store.commit()
  }

  /**
   * Drops the unfinished uploads that nothing was written to for so many milliseconds, as PeerTube does every hour; with
   * 0 all of them. Gives back how many there were.
   */
  purgeSessions(idleMs = 0): Promise<number> {
    return purgeUploads(this.context, idleMs)
  }

  /** Offline: every connection and every new request is cut. The control interface stays. */
  setOffline(offline: boolean): void {
    this.context.offline = offline
    if (offline) this.dropConnections()
  }

  /** What a restart of the server does: connections are lost and every open upload is gone. */
  async restart(): Promise<void> {
    this.dropConnections()
    this.context.finishMarks.clear()
    await purgeUploads(this.context)
  }

  setConfig(change: Partial<DemoSettings>): void {
    Object.assign(this.context.settings, change)
  }

  requests(): readonly LoggedRequest[] {
    return this.context.log.requests
  }

  statistics(): UploadStatistics {
    return this.context.log.uploads
  }

  /** Forgets the requests and statistics so far. */
  resetRequests(): void {
    this.context.log.reset()
  }

  /** All videos, oldest first, with the SHA-256 of their bytes (computed when asked, then remembered). */
  async videos(): Promise<StoredVideo[]> {
    const { videos, channels, users } = this.context.store.state
    const rows: StoredVideo[] = []
    for (const video of videos) {
      const channel = channels.find(({ id }) => id === video.channelId)
      const owner = users.find(({ accountId }) => accountId === channel?.accountId)
      rows.push({
        id: video.id,
        uuid: video.uuid,
        shortUUID: toShortUuid(video.uuid),
        name: video.name,
        owner: owner?.username ?? '',
        privacy: video.privacy,
        state: video.state,
        inputFilename: video.source.inputFilename,
        size: video.source.size,
        sha256: await this.sha256Of(video.source.fileName),
        createdAt: video.createdAt,
      })
    }
    return rows
  }

  /** As when the server begins or ends to work on a video. */
  async setState(uuid: string, state: number): Promise<void> {
    const video = this.findVideo(uuid)
    video.state = state
    // Until the test says otherwise.
    video.processedAtMs = Number.MAX_SAFE_INTEGER
    await this.context.store.commit()
  }

  private async sha256Of(fileName: string | null): Promise<string | null> {
    if (fileName === null) return null
    const known = this.context.sha256ByFile.get(fileName)
    if (known !== undefined) return known
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(this.context.store.folders.videos, fileName)), hash)
    const sha256 = hash.digest('hex')
    this.context.sha256ByFile.set(fileName, sha256)
    return sha256
  }

  private findVideo(uuid: string): VideoRecord {
    const video = this.context.store.state.videos.find((row) => row.uuid === uuid)
    if (video === undefined) throw new Error(`No video ${uuid}`)
    return video
  }

  private findUser(username: string): UserRecord {
    const user = this.context.store.state.users.find((row) => row.username === username)
    if (user === undefined) throw new Error(`No user ${username}`)
    return user
  }
}
