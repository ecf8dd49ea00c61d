import type { AccountChoices, InstanceLimits } from '@shared/accounts/choices'
import { isGone, ServerError } from '@shared/errors'
import type {
  CaptionWish,
  EditParts,
  FieldApart,
  PictureConflict,
  VideoField,
  VideoFields,
} from '@shared/library/edit'
import { filesOf, NO_PARTS, type EditFile } from '@shared/library/edit-changes'
import { changedFields, compareSides, layOver, pickFields } from '@shared/library/same-fields'
import { draftOf, validateEdit } from '@shared/library/validate-edit'
import { PRIVACY } from '@shared/uploads/draft-values'
import type { Priority } from '../../peertube/pacing'
import type { EditRecord } from '../../storage/edits-table'
import { pictureVersion } from '../../storage/picture-version'
import type { LocalFile } from '../../uploads/ports'
import type { KeptFiles } from '../kept-files'
import type { DetailedVideo } from '../ports'
import { withFields } from './after-edit'
import { isApart, putApart, readApart, toldOf } from './apart'
import { compareCaptions, keepSent, type CompareDeps } from './compare-captions'
import { fieldsOf } from './fields'
import { partKey } from './parts'
import { withoutVainWishes } from './playlist-wishes'
import type { EditedCopy, EditServer } from './ports'
import type { EditStore } from './store'
import { problemsFailure, VideoGone } from './verdict'

export interface SendDeps extends CompareDeps {
  files: KeptFiles
  store: EditStore
  copy: EditedCopy
  log: (message: string, error: unknown) => void
}

export interface SendRequest {
  edit: EditRecord
  server: EditServer
  limits: InstanceLimits
  /** Null while the instance was never asked: it has the last word anyway. */
  choices: AccountChoices | null
  priority: Priority
  signal: AbortSignal
}

interface Current {
  video: DetailedVideo
  fields: VideoFields
  untold: VideoField[]
}

/**
 * Brings one edit to its instance: reads what is there, compares, and sends only what differs. Every step may be
 * repeated. Rejects with what stopped it; the edit is then still `sending`.
 */
export async function sendChange(deps: SendDeps, request: SendRequest): Promise<void> {
  const { store, now } = deps
  const { edit, limits, choices } = request
  const current = await readCurrent(request)
  const sides = { base: edit.base, mine: edit.changes, server: current.fields }
  const { toSend, conflicts } = compareSides(sides, limits.features, current.untold)
  const due = unsent(edit)
  const captions = await compareCaptions(deps, request, due.captions)
  const picture = comparePicture(due, current.video)
  if (conflicts.length > 0 || captions.conflicts.length > 0 || picture !== null) {
    // The library shows the instance's picture beside the person's.
    if (picture !== null) deps.copy.take(edit.accountId, current.video, {})
    store.happen(edit.id, { type: 'collided', fields: conflicts, captions: captions.conflicts, picture })
    return
  }
  const mine = layOver(current.fields, pickFields(edit.changes, toSend))
  const wanted = unsent(await withoutVainWishes(store, request, current.video))
  const isNotThere = ({ language }: CaptionWish): boolean =>
    !captions.there.some((wish) => wish.language === language)
  const parts = { ...wanted, captions: wanted.captions.filter(isNotThere) }
  const check = { fields: mine, changed: toSend, parts, isLive: current.video.isLive }
  const problems = choices === null ? [] : validateEdit(check, choices, now())
  if (problems.length > 0) {
    store.happen(edit.id, { type: 'failed', failure: problemsFailure(problems) })
    return
  }
  store.happen(edit.id, { type: 'compared', before: pickFields(current.fields, toSend) })
  await sendFields(deps, request, mine, toSend, parts)
  await sendParts(deps, request, current.video, parts)
  await keepSent(deps, request, captions.known, due.captions).catch((error: unknown) => {
    request.signal.throwIfAborted()
    deps.log('captions that were sent could not be kept', error)
  })
  await bringHome(deps, request, current.video, mine, toSend)
  store.happen(edit.id, { type: 'succeeded', at: now() })
  deps.files.release(filesOf(edit.parts), [])
}

/** What the instance has now; passwords and fields apart only where they are needed. */
async function readCurrent({ edit, server, signal }: SendRequest): Promise<Current> {
  const { changes, uuid } = edit
  const video = await server.video(uuid, signal)
  if (video === null) throw new VideoGone('no such video')
  // Asked of an unprotected video, the server refuses; each PUT of a protected one has to repeat them.
  const isProtected = video.privacy === PRIVACY.passwordProtected
  const passwords = isProtected ? await server.passwords(uuid, signal) : []
  const apart = await readApart(server, uuid, changedFields(changes), signal)
  const untold: VideoField[] = []
  if (video.waitTranscoding === null) untold.push('waitTranscoding')
  if (video.downloadEnabled === null) untold.push('downloadEnabled')
  if (video.commentsPolicy === null) untold.push('commentsPolicy')
  const fields = fieldsOf(video, { passwords, ...toldOf(apart) })
  return { video, fields, untold }
}

function comparePicture({ thumbnail }: EditParts, video: DetailedVideo): PictureConflict | null {
  if (thumbnail?.base === undefined) return null
  const version = pictureVersion(video.picture)
  return version === thumbnail.base ? null : { version }
}

/** Without what the server took in an earlier try. */
function unsent({ parts, sentParts }: EditRecord): EditParts {
  const isDue = (key: string): boolean => !sentParts.includes(key)
  const { thumbnail, captions, playlists } = parts
  return {
    thumbnail: thumbnail !== null && isDue(partKey.thumbnail) ? thumbnail : null,
    captions: captions.filter(({ language }) => isDue(partKey.caption(language))),
    playlists: {
      add: playlists.add.filter((id) => isDue(partKey.add(id))),
      remove: playlists.remove.filter((id) => isDue(partKey.remove(id))),
    },
  }
}

async function sendFields(
  deps: SendDeps,
  { edit, server, signal }: SendRequest,
  mine: VideoFields,
  toSend: readonly VideoField[],
  { thumbnail }: EditParts,
): Promise<void> {
  let isUntaken = true
  const send = async (request: Promise<void>): Promise<void> => {
    await request.catch((error: unknown) => {
      if (isUntaken && isRefusal(error)) deps.store.happen(edit.id, { type: 'untaken', before: edit.before })
      throw isGone(error) ? new VideoGone('gone') : error
    })
    isUntaken = false
  }
  const put = async (field: FieldApart): Promise<void> => {
    if (!toSend.includes(field)) return
    await send(putApart(server, edit.uuid, field, mine, signal))
    taken(deps, edit, partKey.fields)
  }
  // What shuts somebody out comes before what lets everybody in.
  await put('embedPrivacy')
  const metadata = toSend.filter((field) => !isApart(field))
  const picture = thumbnail === null ? null : localFile(deps, thumbnail.file)
  if (metadata.length > 0 || picture !== null) {
    await send(server.update(edit.uuid, draftOf(mine, NO_PARTS), metadata, picture, signal))
    if (metadata.length > 0) taken(deps, edit, partKey.fields)
    if (picture !== null) taken(deps, edit, partKey.thumbnail)
  }
  await put('chapters')
  await put('playerTheme')
}

/** The server says that it took nothing; of an error of its own that is not known. */
function isRefusal(error: unknown): boolean {
  return error instanceof ServerError && error.answer.status < 500
}

async function sendParts(
  deps: SendDeps,
  { edit, server, signal }: SendRequest,
  video: DetailedVideo,
  { captions, playlists }: EditParts,
): Promise<void> {
  for (const { language, file } of captions) {
    if (file === null) await server.deleteCaption(edit.uuid, language, signal)
    else await server.putCaption(edit.uuid, language, localFile(deps, file), signal)
    taken(deps, edit, partKey.caption(language))
  }
  const published = { id: video.serverId, uuid: video.uuid, shortUuid: video.shortUuid }
  for (const id of playlists.remove) {
    await server.removeFromPlaylist(id, published, signal)
    taken(deps, edit, partKey.remove(id))
  }
  for (const id of playlists.add) {
    await server.addToPlaylist(id, published, signal)
    taken(deps, edit, partKey.add(id))
  }
}

function localFile({ files }: SendDeps, file: EditFile): LocalFile {
  return { path: files.pathOf(file), name: file.name }
}

function taken({ store }: SendDeps, { id }: EditRecord, key: string): void {
  const edit = store.table.find(id)
  if (edit === null) return
  store.keep({ ...edit, sentParts: [...edit.sentParts, key] })
}

/** What the server answers from now on; in a run of many without asking it for each. Never rejects but by the signal. */
async function bringHome(
  { store, copy, log }: SendDeps,
  { edit, server, priority, signal }: SendRequest,
  video: DetailedVideo,
  mine: VideoFields,
  toSend: readonly VideoField[],
): Promise<void> {
  const { parts, uuid, accountId } = edit
  const isOther = toSend.includes('channelId') || parts.thumbnail !== null
  try {
    if (parts.captions.length > 0) await copy.refresh(accountId, uuid)
    const isAsked = priority === 'person' || isOther
    const now = isAsked ? await server.video(uuid, signal) : null
    if (now !== null) rebasePictures(store, edit, video, now)
    // A new description may have made new chapters.
    const asked = [...toSend, ...(toSend.includes('description') ? ['chapters'] : [])]
    copy.take(accountId, now ?? withFields(video, mine), await readApart(server, uuid, asked, signal))
  } catch (error) {
    signal.throwIfAborted()
    log('a video could not be read after its edit', error)
    copy.take(accountId, withFields(video, mine), pickFields(mine, toSend.filter(isApart)))
  }
}

/** A picture that was chosen before this edit was sent replaces what this edit put there. */
function rebasePictures(
  store: EditStore,
  { id, accountId, uuid, parts }: EditRecord,
  before: DetailedVideo,
  now: DetailedVideo,
): void {
  if (parts.thumbnail === null) return
  const replaced = [parts.thumbnail.base, pictureVersion(before.picture)]
  const later = store.table.unsentOf(accountId, uuid).flatMap((edit) => {
    const { thumbnail } = edit.parts
    const isOnTop = edit.id !== id && thumbnail?.base !== undefined && replaced.includes(thumbnail.base)
    return isOnTop
      ? [
          {
            ...edit,
            parts: { ...edit.parts, thumbnail: { ...thumbnail, base: pictureVersion(now.picture) } },
          },
        ]
      : []
  })
  if (later.length > 0)
    store.together(() => {
      for (const edit of later) store.write(edit)
    })
}
