import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Attachment, Draft } from '@shared/uploads/draft'
import type { DemoInstance } from '../../src/demo-instance'
import { placeholderPicture } from '../../src/demo-instance/media/picture'
import type { AttachmentsTable } from '../../src/main/storage/attachments-table'

const LANGUAGE = 'en'
const PAGE = 100

type Belonging = Pick<Draft, 'captions' | 'thumbnail' | 'playlistIds'>

/** What follows a video once it exists: a caption, a picture and a place in a playlist, other ones for each. */
export class Belongings {
  private readonly titles = new Map<string, string>()

  private constructor(
    private readonly demo: DemoInstance,
    private readonly folder: string,
    private readonly table: AttachmentsTable,
    private readonly headers: Record<string, string>,
    private readonly playlistId: number,
  ) {}

  static async open(demo: DemoInstance, folder: string, table: AttachmentsTable): Promise<Belongings> {
    const headers = { Authorization: `Bearer ${await tokenOf(demo)}` }
    const uuid = await demo.control.addPlaylist('demo', 'Everything', 0)
    const { id } = await getJson<{ id: number }>(`${demo.url}/api/v1/video-playlists/${uuid}`, headers)
    return new Belongings(demo, folder, table, headers, id)
  }

  /** For the draft of a row that is in the table. */
  of(title: string): Belonging {
    return {
      captions: [{ language: LANGUAGE, file: this.file(`${title}.vtt`, Buffer.from(captionOf(title))) }],
      thumbnail: { file: this.file(`${title}.png`, placeholderPicture(title)), frameAt: null },
      playlistIds: [this.playlistId],
    }
  }

  /** Its files, once the row is there that they belong to. */
  insert(uploadId: string, title: string, { captions, thumbnail }: Belonging): void {
    this.titles.set(uploadId, title)
    for (const file of [...captions.map((caption) => caption.file), ...(thumbnail ? [thumbnail.file] : [])]) {
      this.table.insert(uploadId, { ...file, path: this.pathOf(file.name), isOwn: false })
    }
  }

  /** Each is there, as it was, and once. `uuidOf`: the video of an upload. */
  async expectAllOnce(uuidOf: (uploadId: string) => string | undefined): Promise<void> {
    for (const [uploadId, title] of this.titles) {
      const video = `/api/v1/videos/${uuidOf(uploadId) ?? ''}`
      const { data } = await this.get<{ data: { language: { id: string }; captionPath: string }[] }>(
        `${video}/captions`,
      )
      expect(data.map(({ language }) => language.id)).toEqual([LANGUAGE])
      expect((await this.bytes(data[0]?.captionPath)).toString()).toBe(captionOf(title))
      const { thumbnailPath } = await this.get<{ thumbnailPath: string }>(video)
      expect((await this.bytes(thumbnailPath)).equals(placeholderPicture(title))).toBe(true)
    }
    const listed = await this.listed()
    expect(listed.sort()).toEqual([...this.titles.keys()].map(uuidOf).sort())
  }

  /** UUIDs of what the playlist has, as often as it has it. */
  private async listed(): Promise<(string | undefined)[]> {
    const uuids: string[] = []
    for (;;) {
      const { total, data } = await this.get<{ total: number; data: { video: { uuid: string } }[] }>(
        `/api/v1/video-playlists/${String(this.playlistId)}/videos?start=${String(uuids.length)}&count=${String(PAGE)}`,
      )
      uuids.push(...data.map(({ video }) => video.uuid))
      if (uuids.length >= total) return uuids
    }
  }

  private file(name: string, content: Buffer): Attachment {
    writeFileSync(this.pathOf(name), content)
    return { id: randomUUID(), name, bytes: content.length }
  }

  private pathOf(name: string): string {
    return join(this.folder, name)
  }

  private get<T>(path: string): Promise<T> {
    return getJson<T>(this.demo.url + path, this.headers)
  }

  private async bytes(path = ''): Promise<Buffer> {
    const answer = await fetch(this.demo.url + path, { headers: this.headers })
    return Buffer.from(await answer.arrayBuffer())
  }
}

function captionOf(title: string): string {
  return `WEBVTT\n\n00:00.000 --> 00:01.000\n${title}\n`
}

async function tokenOf({ url, users }: DemoInstance): Promise<string> {
  const client = await getJson<Record<string, string>>(`${url}/api/v1/oauth-clients/local`)
  const body = new URLSearchParams({ ...client, ...users.demo, grant_type: 'password' })
  const answer = await fetch(`${url}/api/v1/users/token`, { method: 'POST', body })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${String(answer.status)} ${url}`)
  return (await answer.json()) as T
}
