import type { AccountChoices } from '@shared/accounts/choices'
import type { Draft, DraftField, DraftPatch, SharedBits } from '@shared/uploads/draft'
import type { Problem } from '@shared/uploads/upload'
import type { FormPlace } from '../../composables/use-form-draft'
import { shortKey } from './short-key'
import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'

/** Why a field shows no value, and how the person can have it asked for. */
export interface UnknownField {
  text: string
  ask: { label: string; task: () => Promise<unknown> } | null
}

/** The picture of what is edited, and what may be done with it. */
export interface FormPicture {
  /** Address of the one that it is to have; null: none that is known. */
  source: ComputedRef<string | null>
  /** What is said of it while the person chose none. */
  none: ComputedRef<string>
  /** How the person's choice is taken back; null: the instance has the picture, and can't be without one any more. */
  clearLabel: ComputedRef<string | null>
  pick: () => Promise<unknown>
  clear: () => Promise<unknown>
  /** Where frames are taken from; null: from nowhere. */
  frames: ComputedRef<FrameSource | null>
  /** A JPEG of the video's picture at `frameAt` seconds. */
  setFrame: (jpeg: Uint8Array<ArrayBuffer>, frameAt: number) => Promise<unknown>
}

export interface FrameSource {
  /** Address of the video. */
  source: string
  /** What a screen reader calls it. */
  name: string
  /** What is said when it can't be played here. */
  unplayable: string
}

/** A video of an instance that the chapters are heard and seen with. */
export interface FormPlayer {
  accountId: string
  uuid: string
  label: string
  /** How long it is; null: not known. */
  seconds: number | null
}

/**
 * What the sections of a form about videos need, wherever the values come from: drafts of uploads, or videos that an
 * instance has.
 */
export interface VideoForm {
  /** What is edited, as one text: another text is another form. */
  key: ComputedRef<string>
  /** The account of everything that is edited, null when they differ. */
  accountId: ComputedRef<string | null>
  /** Null while the server's lists are not known, or videos of several accounts are edited. */
  choices: ComputedRef<AccountChoices | null>
  problems: ComputedRef<readonly Problem[]>
  /** Undefined: mixed, or not known. */
  value: <Field extends DraftField>(field: Field) => Draft[Field] | undefined
  mixed: (field: DraftField) => boolean
  /** Of `nsfwFlags`: which kinds all that is edited has, and which some of it. */
  flagBits: () => SharedBits
  /** Null: it is known. */
  unknown: (field: DraftField) => UnknownField | null
  /** It is nothing that could be said of these videos. */
  hides: (field: DraftField) => boolean
  set: (patch: DraftPatch) => void
  /** Sets it for what was edited when `key` was that. */
  setFor: (key: string, patch: DraftPatch) => void
  picture: FormPicture
  /** Null: there is no video to play. */
  player: ComputedRef<FormPlayer | null>
}

const KEY: InjectionKey<VideoForm> = Symbol('video form')

export function provideForm(form: VideoForm): void {
  provide(KEY, form)
}

/**
 * The form that this section stands in, about what was edited when the section was set up: a field that is left
 * because something else is chosen neither reads nor changes that.
 */
export function useForm(): VideoForm {
  const form = inject(KEY)
  if (!form) throw new Error('a section of a video form stands outside of it')
  const key = form.key.value
  return {
    ...form,
    value: (field) => (form.key.value === key ? form.value(field) : undefined),
    set: (patch) => {
      form.setFor(key, patch)
    },
  }
}

/** Where main keeps what is not finished in a field of this form; null: nowhere, as for videos of several accounts. */
export function placeIn({ accountId, key }: VideoForm, name: string): FormPlace | null {
  return accountId.value === null
    ? null
    : { accountId: accountId.value, key: `${name}/${shortKey(key.value)}` }
}
