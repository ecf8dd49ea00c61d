import { hasVideo } from '@shared/uploads/actions'
import type { Draft } from '@shared/uploads/draft'
import { sameValue } from '@shared/uploads/merge-drafts'
import { pendingSteps, stepKey } from '@shared/uploads/pending-steps'
import type { Problem, Step, UploadRow } from '@shared/uploads/upload'
import { heldBack, isOpening } from '@shared/uploads/visibility'
import type { UploadRecord } from './store'

export interface QueuedFile {
  name: string
  bytes: number
}

export type ProblemsOf = (draft: Draft, file: QueuedFile, accountId: string) => Problem[]

/** One line of the window's list, from one row of the table. */
export function rowOf(record: UploadRecord, problemsOf: ProblemsOf): UploadRow {
  return {
    id: record.id,
    accountId: record.accountId,
    position: record.position,
    title: record.draft.title,
    fileName: record.fileName,
    fileBytes: record.fileBytes,
    addedAt: record.addedAt,
    privacy: record.draft.privacy,
    channelId: record.draft.channelId,
    bytesSent: record.bytesSent,
    state: record.state,
    problems: problemsIn(record, problemsOf),
    steps: stepsOf(record),
    isHeldBack: isHeldBack(record),
    thumbnailVersion: record.thumbnailVersion,
    replaces: record.replaces === null ? null : { uuid: record.replaces.uuid, title: record.replaces.title },
  }
}

/** The file is a matter of drafts alone: later it is with the server, or its state says what is wrong. */
export function problemsIn(record: UploadRecord, problemsOf: ProblemsOf): Problem[] {
  if (record.state.name === 'cancelled') return []
  const file = { name: record.fileName, bytes: record.fileBytes }
  const problems = problemsOf(record.draft, file, record.accountId)
  // Of a video that only gets another file nothing is said.
  const isFile = (problem: Problem): boolean => problem.field === 'file'
  if (record.state.name === 'draft') return record.replaces === null ? problems : problems.filter(isFile)
  return record.replaces === null
    ? problems.filter((problem) => !isFile(problem) && !isUnderWayThere(problem, record))
    : []
}

/** The server has that plan, and carries it out as soon as it can. */
function isUnderWayThere({ code }: Problem, { draft, carried }: UploadRecord): boolean {
  return code === 'in-the-past' && carried !== null && sameValue(draft.schedule, carried.schedule)
}

/** What waits for the video, or was refused by the server. */
export function stepsOf(record: UploadRecord): Step[] {
  if (record.replaces !== null || record.carried === null || (!hasVideo(record.state) && !isUnderWay(record)))
    return []
  return pendingSteps(record.draft, record.carried, record.inDoubt).map((step) => ({
    kind: step.kind,
    key: step.key,
    error: record.stepErrors[stepKey(step)] ?? null,
  }))
}

/** Ready for its owner alone: an init holds a video back for the sites that may embed it, and a later step opens it. */
export function isHeldBack({ state, draft, carried, replaces }: UploadRecord): boolean {
  if (state.name !== 'published' || carried === null || replaces !== null) return false
  return heldBack(draft) !== draft && isOpening(draft, carried)
}

function isUnderWay({ state }: UploadRecord): boolean {
  return state.name === 'uploading' || state.name === 'finishing'
}
