import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import { emptyDraft } from '@shared/uploads/draft'
import type { Problem } from '@shared/uploads/upload'
import type { ReplacementsTable } from '../storage/replacements-table'
import type { RemoteVideo } from '../uploads/ports'
import { inspectFile, isRefusal } from './inspect'

/** States of a video in which PeerTube takes another file for it: published, and three that failed. */
const REPLACEABLE_STATES = [1, 7, 8, 11]

export type ReplaceableVideo = Pick<RemoteVideo, 'video' | 'name' | 'channelId' | 'state'>

export interface ReplaceFilePorts {
  table: ReplacementsTable
  /** Opens the system's picker; null: closed. */
  pickVideo(): Promise<string | null>
  limitsOf(accountId: string): Promise<InstanceLimits>
  /** As the instance has it now, or as it was last seen while nobody can be asked; null: it is not there. */
  findVideo(accountId: string, uuid: string): Promise<ReplaceableVideo | null>
  /** Submits the row; empty: it waits for its slot, else what is wrong with its file, and the row is gone again. */
  submit(id: string): Promise<Problem[]>
  /** Epoch milliseconds. */
  now(): number
}

export interface Replacing {
  /** Null: the instance would not take the file. */
  uploadId: string | null
  problems: Problem[]
}

/**
 * Asks for a file and queues it in the place of a video's own, also without a network: the queue waits, and what the
 * instance then refuses is said in its row. Null: the person closed the picker. Rejects with
 * `not-allowed-now` where the instance takes no other file, or not in this video's state, or one is on its way already;
 * with `not-found` when the video is gone, with `file-unreadable` for what can't be read or is empty.
 */
export type ReplaceFile = (accountId: string, uuid: string) => Promise<Replacing | null>

export function createReplaceFile(ports: ReplaceFilePorts): ReplaceFile {
  function checkNoOther(accountId: string, uuid: string): void {
    if (ports.table.isReplacing(accountId, uuid))
      throw new AppError('not-allowed-now', 'a file for that video is in the queue')
  }

  async function replaceable(accountId: string, uuid: string): Promise<ReplaceableVideo> {
    const { features } = await ports.limitsOf(accountId)
    if (!features.replaceFile) throw new AppError('not-allowed-now', 'the instance takes no other file')
    const found = await ports.findVideo(accountId, uuid)
    if (found === null) throw new AppError('not-found', 'the video is gone')
    if (!REPLACEABLE_STATES.includes(found.state))
      throw new AppError('not-allowed-now', `the video is in state ${String(found.state)}`)
    return found
  }

  return async (accountId, uuid) => {
    checkNoOther(accountId, uuid)
    const { video, name: title, channelId } = await replaceable(accountId, uuid)
    const path = await ports.pickVideo()
    if (path === null) return null
    const facts = await inspectFile(path)
    if (isRefusal(facts)) throw new AppError('file-unreadable', `${facts.reason} ${facts.detail}`)
    // A picker can stand open for long.
    checkNoOther(accountId, uuid)
    const id = randomUUID()
    const place = { id, accountId, path, name: basename(path), addedAt: ports.now() }
    const draft = { ...emptyDraft(title), channelId }
    ports.table.insert({ ...place, ...facts, draft, replaces: { ...video, title } })
    const problems = await ports.submit(id)
    return { uploadId: problems.length === 0 ? id : null, problems }
  }
}
