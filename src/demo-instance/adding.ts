import { copyFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { DemoContext } from './context'
import { publish } from './publishing'
import type { UserRecord, VideoRecord } from './records'

export interface AddedVideo {
  /** A video on this disk; it is copied. */
  file: string
  name?: string
  /** 1 public (default), 2 unlisted, 3 private, 4 internal, 5 protected by `passwords`. */
  privacy?: number
  passwords?: string[]
}

/** A published video with a real file, as if the user had uploaded it long ago. */
export async function addVideo(
  context: DemoContext,
  user: UserRecord,
  { file, name = basename(file), privacy = 1, passwords = [] }: AddedVideo,
): Promise<VideoRecord> {
  const channel = context.store.state.channels.find(({ accountId }) => accountId === user.accountId)
  if (channel === undefined) throw new Error(`${user.username} has no channel`)
  const path = join(context.store.folders.temp, randomUUID())
  await copyFile(file, path)
  const video = await publish(context, {
    path,
    inputFilename: basename(file),
    channelId: channel.id,
    fields: { name, privacy },
    passwords,
    thumbnail: null,
    preview: null,
  })
  video.state = 1
  await context.store.commit()
  return video
}
