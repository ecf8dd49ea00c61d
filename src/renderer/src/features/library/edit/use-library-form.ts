import type { VideoChanges, VideoField, VideoFields } from '@shared/library/edit'
import { mergeSides, withImplied } from '@shared/library/edit-changes'
import { VIDEO_STATE, type LibraryRow } from '@shared/library/library'
import { changedFields, layOver, pickFields } from '@shared/library/same-fields'
import { validateEdit } from '@shared/library/validate-edit'
import type { Draft, DraftField, DraftPatch } from '@shared/uploads/draft'
import { PRIVACY } from '@shared/uploads/draft-values'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../../api'
import { useAppStore } from '../../../stores/app.store'
import { useChoicesStore } from '../../../stores/choices.store'
import { provideForm, type UnknownField, type VideoForm } from '../../video-form'
import { useEditsStore, videoOfKey } from './edits.store'
import { useAsked } from './use-asked'
import { useEditable, type LoadedVideo } from './use-editable'
import { useLibraryPicture } from './use-library-picture'
import { useVideoPlaylists } from './use-video-playlists'

/** What the instance would refuse of what is held and typed. */
function useProblems(
  { editable, fields, typed }: LoadedVideo,
  choices: VideoForm['choices'],
): VideoForm['problems'] {
  return computed(() => {
    const video = editable.value
    if (video === null || fields.value === null) return []
    if (choices.value === null) return video.problems
    const held = { changes: video.held?.changes ?? {}, base: {} }
    const sides = mergeSides(held, { changes: typed.value, base: {} })
    const { changes } = withImplied(sides, video.server, video.unknown)
    const parts = video.held?.parts ?? { thumbnail: null, captions: [], playlists: { add: [], remove: [] } }
    const edit = {
      fields: layOver(fields.value, changes),
      changed: changedFields(changes),
      parts,
      isLive: video.isLive,
    }
    return validateEdit(edit, choices.value, Date.now())
  })
}

/** The form about one video of the library: everything of it that an instance lets be changed. */
export function useLibraryForm(row: () => LibraryRow) {
  const { t } = useI18n()
  const store = useEditsStore()
  const app = useAppStore()
  const choicesStore = useChoicesStore()
  const key = computed(() => `${row().accountId}/${row().uuid}`)
  const accountId = computed(() => row().accountId)
  const video = useEditable(key)
  const { editable, fields } = video
  const playlists = useVideoPlaylists(key, video)
  const passwords = useAsked(key, (one) => api.call('library.passwords', videoOfKey(one)))

  watch(
    accountId,
    (id) => {
      // Without the server's lists the form still takes text; the lists come when the server answers.
      choicesStore.load(id).catch(() => undefined)
    },
    { immediate: true },
  )
  const choices = computed(() => choicesStore.choicesOf(accountId.value))

  const unsentPasswords = computed(
    () =>
      video.typed.value.passwords ??
      editable.value?.held?.changes.passwords ??
      editable.value?.open?.changes.passwords ??
      null,
  )
  // Those that were sent, and those that were asked for before, are hidden again.
  watch([key, unsentPasswords], ([now, mine], [before, earlier]) => {
    if (now === before && mine === null && earlier !== null) passwords.forget()
  })
  /** Passwords that the person changed need not be asked for; those of a video without are none. */
  const knownPasswords = computed<string[] | null>(() => {
    if (unsentPasswords.value !== null) return unsentPasswords.value
    return editable.value?.server.privacy === PRIVACY.passwordProtected ? passwords.value.value : []
  })

  function unknown(field: DraftField): UnknownField | null {
    if (field === 'passwords') {
      if (knownPasswords.value !== null) return null
      return {
        text: t('edits.passwords.hidden'),
        ask: { label: t('edits.passwords.show'), task: passwords.task },
      }
    }
    if (field === 'playlistIds') {
      if (playlists.value.value !== undefined) return null
      return {
        text: t('edits.playlists.unknown'),
        ask: { label: t('edits.playlists.ask'), task: playlists.task },
      }
    }
    if (!(editable.value?.unknown as readonly string[] | undefined)?.includes(field)) return null
    if (!app.online) return { text: t('edits.unknown.offline'), ask: null }
    if (!video.isUntold.value) return { text: t('edits.unknown.reading'), ask: null }
    return { text: t('edits.unknown.untold'), ask: { label: t('edits.unknown.again'), task: video.askAgain } }
  }

  function value<Field extends DraftField>(field: Field): Draft[Field] | undefined {
    const shown = fields.value
    if (editable.value === null || shown === null || unknown(field) !== null) return undefined
    const all: Partial<Draft> = {
      ...shown,
      passwords: knownPasswords.value ?? [],
      thumbnail: editable.value.thumbnail,
      playlistIds: playlists.value.value ?? [],
    }
    return all[field]
  }

  function seen(changed: readonly VideoField[]): VideoChanges {
    const shown = editable.value?.fields
    if (shown === undefined) return {}
    const before: VideoFields = {
      ...shown,
      passwords:
        shown.privacy === PRIVACY.passwordProtected ? (passwords.value.value ?? shown.passwords) : [],
    }
    return pickFields(before, changed)
  }

  function setFor(when: string, patch: DraftPatch): void {
    // Bits are those of several videos, and here is one.
    const { playlistIds, generateTranscription: _never, flagBits: _none, ...changes } = patch
    if (playlistIds !== undefined) void playlists.set(when, playlistIds)
    const changed = changedFields(changes)
    if (changed.length === 0) return
    store.type(when, { changes, base: when === key.value ? seen(changed) : {} })
    if (when === key.value) video.remember(changes)
  }

  const isLive = computed(() => editable.value?.isLive ?? row().isLive)
  const player = computed(() => {
    if (isLive.value) return null
    const { name, duration } = row()
    const seconds = duration > 0 ? duration : null
    return { ...videoOfKey(key.value), label: t('edits.player', { title: name }), seconds }
  })
  const form: VideoForm = {
    key,
    accountId,
    choices,
    problems: useProblems(video, choices),
    value,
    mixed: () => false,
    flagBits: () => {
      const flags = value('nsfwFlags') ?? 0
      return { all: flags, some: flags }
    },
    unknown,
    hides: (field) => {
      if (field === 'generateTranscription') return true
      if (field === 'chapters') return isLive.value
      return field === 'waitTranscoding' && (isLive.value || row().state === VIDEO_STATE.published)
    },
    set: (patch) => {
      setFor(key.value, patch)
    },
    setFor,
    picture: useLibraryPicture(key, row, video, isLive),
    player,
  }
  provideForm(form)
  return { form, video, key }
}
