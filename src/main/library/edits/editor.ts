import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import {
  PENDING_STATES,
  type Editable,
  type EditableCaption,
  type EditParts,
  type PictureWish,
  type VideoField,
} from '@shared/library/edit'
import { mergeParts, NO_PARTS, type EditFile } from '@shared/library/edit-changes'
import { captionLanguageOf } from '@shared/uploads/file-names'
import { checkCaption } from '../../drafts/captions'
import { pictureKindOf } from '../../drafts/picture-kind'
import { checkPicture, pictureName, readPicture } from '../../drafts/thumbnails'
import { FALLBACK_LIMITS } from '../../intake/fallback-limits'
import { baseOf } from './caption-edits'
import type { KeptFiles } from '../kept-files'
import type { Held, VideoAtHand } from './held'
import type { EditAccounts, EditedCopy } from './ports'
import type { EditStore } from './store'

export interface EditorDeps {
  held: Held
  store: Pick<EditStore, 'shown'>
  copy: EditedCopy
  files: KeptFiles
  accounts: EditAccounts
  pickFile: (kind: 'picture' | 'caption') => Promise<string | null>
}

/** What a form for one video asks and says; fields are the business of `Held`. */
export class Editor {
  constructor(private readonly deps: EditorDeps) {}

  /** With `wait`, waits for the instance while something of the video is not known. Rejects with `not-found`. */
  async editable(accountId: string, uuid: string, wait = true): Promise<Editable> {
    const { held, copy } = this.deps
    const first = held.find(accountId, uuid)
    if (!wait || this.unknown(first).length === 1) return this.shown(first)
    await copy.refresh(accountId, uuid)
    return this.shown(held.find(accountId, uuid))
  }

  /** False: the picker was closed. */
  async pickThumbnail(accountId: string, uuid: string): Promise<boolean> {
    const path = await this.deps.pickFile('picture')
    if (path === null) return false
    const { kind, bytes } = await readPicture(path)
    checkPicture(kind, bytes, await this.limits(accountId))
    const file = await this.deps.files.copy(path, pictureName(basename(path), kind))
    this.putThumbnail(accountId, uuid, { file, frameAt: null })
    return true
  }

  /** A frame of the video as JPEG, `frameAt` seconds into it. */
  async setFrame(accountId: string, uuid: string, jpeg: Uint8Array, frameAt: number): Promise<void> {
    const kind = pictureKindOf(jpeg)
    checkPicture(kind?.mime === 'image/jpeg' ? kind : null, jpeg.byteLength, await this.limits(accountId))
    const file = await this.deps.files.keep('frame.jpg', jpeg)
    this.putThumbnail(accountId, uuid, { file, frameAt })
  }

  /** The instance's own picture stays. */
  clearThumbnail(accountId: string, uuid: string): void {
    const without = (parts: EditParts): EditParts =>
      parts.thumbnail === null ? parts : { ...parts, thumbnail: null }
    this.deps.held.setParts(accountId, uuid, without)
    this.deps.held.setOpenParts(accountId, uuid, without)
  }

  /** Answers the language; null: the picker was closed. */
  async pickCaption(accountId: string, uuid: string, language: string | null): Promise<string | null> {
    const path = await this.deps.pickFile('caption')
    if (path === null) return null
    await checkCaption(path, await this.limits(accountId))
    const { copied } = this.deps.held.find(accountId, uuid)
    const spoken = language ?? captionLanguageOf(basename(path), '') ?? copied.fields.language ?? 'und'
    const file = await this.deps.files.copy(path, basename(path))
    this.putCaption(accountId, uuid, spoken, file)
    return spoken
  }

  /** Throws `unsupported-caption` when it is too large. */
  async putCaptionText(accountId: string, uuid: string, language: string, text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8')
    const { captionMaxBytes } = await this.limits(accountId)
    if (bytes.byteLength > captionMaxBytes)
      throw new AppError('unsupported-caption', 'caption too large', {
        reason: 'too-large',
        max: captionMaxBytes,
      })
    this.putCaption(accountId, uuid, language, await this.deps.files.keep(`${language}.vtt`, bytes))
  }

  /** The file that waits, else the instance's. Rejects with `not-found`. */
  async captionText(
    accountId: string,
    uuid: string,
    language: string,
  ): Promise<{ text: string; name: string; isPending: boolean }> {
    const { captions } = this.parts(this.deps.held.find(accountId, uuid))
    const file = captions.find((caption) => caption.language === language)?.file ?? null
    if (file !== null) {
      const bytes = await readFile(this.deps.files.pathOf(file))
      return { text: new TextDecoder('utf-8').decode(bytes), name: file.name, isPending: true }
    }
    const found = await this.deps.copy.captionText(accountId, uuid, language)
    if (found === null) throw new AppError('not-found', 'no such caption', { what: 'caption' })
    return { ...found, isPending: false }
  }

  removeCaption(accountId: string, uuid: string, language: string): void {
    const isThere = this.deps.held
      .find(accountId, uuid)
      .copied.captions.some((caption) => caption.language === language)
    if (isThere) this.putCaption(accountId, uuid, language, null)
    else this.keepCaption(accountId, uuid, language)
  }

  keepCaption(accountId: string, uuid: string, language: string): void {
    const without = (parts: EditParts): EditParts => {
      const captions = parts.captions.filter((caption) => caption.language !== language)
      return captions.length === parts.captions.length ? parts : { ...parts, captions }
    }
    this.deps.held.setParts(accountId, uuid, without)
    this.deps.held.setOpenParts(accountId, uuid, without)
  }

  setPlaylists(accountId: string, uuid: string, playlists: EditParts['playlists']): void {
    this.deps.held.setParts(accountId, uuid, (parts) => ({ ...parts, playlists }))
  }

  private putThumbnail(
    accountId: string,
    uuid: string,
    picture: Pick<PictureWish, 'file' | 'frameAt'>,
  ): void {
    this.deps.held.setParts(accountId, uuid, (parts, video) => {
      const base = this.parts(video).thumbnail?.base
      return {
        ...parts,
        thumbnail: { ...picture, base: base === undefined ? video.copied.pictureVersion : base },
      }
    })
  }

  private putCaption(accountId: string, uuid: string, language: string, file: EditFile | null): void {
    this.deps.held.setParts(accountId, uuid, (parts, video) => {
      const base = baseOf(video, language)
      return mergeParts(parts, { ...NO_PARTS, captions: [{ language, file, base }] })
    })
  }

  /** Those that PeerTube comes with while the instance was never asked. */
  async limits(accountId: string): Promise<InstanceLimits> {
    const account = this.deps.accounts.find(accountId)
    return account === null ? FALLBACK_LIMITS : account.limits().catch(() => FALLBACK_LIMITS)
  }

  private unknown({ copied }: VideoAtHand): VideoField[] {
    const features = this.deps.held.features(copied.accountId)
    return copied.unknown.filter((field) => {
      if (field === 'chapters') return features.chapters && !copied.isLive
      if (field === 'playerTheme' || field === 'embedPrivacy') return features[field]
      return features.nsfwFlags || (field !== 'nsfwFlags' && field !== 'nsfwSummary')
    })
  }

  private parts({ unsent, held }: VideoAtHand): EditParts {
    const all = held === null ? unsent : [...unsent, held]
    return all.reduce((parts, edit) => mergeParts(parts, edit.parts), NO_PARTS)
  }

  private shown(video: VideoAtHand): Editable {
    const { copied, held, unsent } = video
    const open = PENDING_STATES.flatMap((name) => unsent.filter(({ state }) => state.name === name))[0]
    const { thumbnail, captions, playlists } = this.parts(video)
    return {
      accountId: copied.accountId,
      uuid: copied.uuid,
      isLive: copied.isLive,
      server: copied.fields,
      fields: this.deps.held.shown(video),
      unknown: this.unknown(video),
      held: held && { id: held.id, changes: held.changes, parts: held.parts },
      open: open === undefined ? null : this.deps.store.shown(open),
      captions: shownCaptions(copied.captions, captions),
      thumbnail,
      playlists,
      problems: this.deps.held.problems(video),
      detailsAt: copied.detailsAt,
      updatedAt: copied.updatedAt,
    }
  }
}

function shownCaptions(
  onServer: readonly { language: string; isAutomatic: boolean }[],
  pending: EditParts['captions'],
): EditableCaption[] {
  const languages = [...new Set([...onServer, ...pending].map(({ language }) => language))].sort()
  return languages.map((language) => {
    const there = onServer.find((caption) => caption.language === language)
    const wish = pending.find((caption) => caption.language === language)
    return {
      language,
      isAutomatic: there?.isAutomatic ?? false,
      pending: wish === undefined ? null : wish.file === null ? 'delete' : 'put',
      isOnServer: there !== undefined,
      file: wish?.file ?? null,
    }
  })
}
