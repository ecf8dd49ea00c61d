import { fixOverlaps, shiftAll, sortCues } from '@shared/captions/edit-cues'
import type { DropdownMenuItem } from '@nuxt/ui'
import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAnnouncer } from '../../composables/use-announcer'
import { useConfirm } from '../../composables/use-confirm'
import { useErrorDialog } from '../../composables/use-error-dialog'
import { useCaptionEditorStore } from './caption-editor.store'
import { useLossWords } from './use-loss-words'

/** What is done with all of the captions at once: sent, given up, read from a file, written to one, shifted. */
export function useCaptionTasks(fileName: () => string) {
  const { t } = useI18n()
  const store = useCaptionEditorStore()
  const lossWords = useLossWords()
  const confirm = useConfirm()
  const { run } = useErrorDialog()
  const { announce } = useAnnouncer()
  const shifting = ref(false)
  const readNote = shallowRef<{ unread: number; simplified: boolean } | null>(null)

  watch(
    () => store.opened,
    (opened) => {
      readNote.value = opened !== null && (opened.unread > 0 || opened.simplified) ? opened : null
    },
  )
  /** What a file lost on its way here; empty: nothing. */
  const noteText = computed(() => (readNote.value === null ? '' : lossWords(readNote.value)))

  async function send(): Promise<void> {
    await run(async () => {
      if (store.state === 'same') return
      await store.send()
      // Of a draft, how things stand is all that there is to say.
      if (store.kind === 'video') announce(t('captions.saved'))
    })
  }

  async function importFile(): Promise<void> {
    await run(async () => {
      const read = await store.importFile()
      if (read === null) return
      if (store.cues.length > 0) {
        const isAgreed = await confirm({
          title: t('captions.importTitle', { name: read.name }),
          body: t('captions.importBody'),
          action: t('captions.replaceMine'),
        })
        if (!isAgreed) return
      }
      store.replace(read.cues, 0)
      readNote.value = read.unread > 0 || read.simplified ? read : null
    })
  }

  async function discard(): Promise<void> {
    const isAgreed = await confirm({
      title: t('captions.discardTitle'),
      body: t(store.kind === 'draft' ? 'captions.draft.discardBody' : 'captions.discardBody'),
      action: t('captions.discard'),
      danger: true,
    })
    if (isAgreed) await run(store.discard)
  }

  const exportAs = (kind: 'vtt' | 'srt'): void => {
    void run(() => store.exportFile(kind, fileName()))
  }

  function shift(byMs: number): void {
    shifting.value = false
    store.replace(shiftAll(store.cues, byMs))
  }

  const menu = computed<DropdownMenuItem[][]>(() => [
    [
      { label: t('captions.import'), icon: 'i-lucide-file-input', onSelect: () => void importFile() },
      { label: t('captions.exportVtt'), icon: 'i-lucide-file-output', onSelect: () => exportAs('vtt') },
      { label: t('captions.exportSrt'), icon: 'i-lucide-file-output', onSelect: () => exportAs('srt') },
    ],
    [
      {
        label: t('captions.shift'),
        icon: 'i-lucide-move-horizontal',
        onSelect: () => (shifting.value = true),
      },
      {
        label: t('captions.fixOverlaps'),
        icon: 'i-lucide-wand-sparkles',
        onSelect: () => store.replace(fixOverlaps(store.cues)),
      },
      {
        label: t('captions.sort'),
        icon: 'i-lucide-arrow-down-0-1',
        onSelect: () => store.replace(sortCues(store.cues)),
      },
    ],
    [
      {
        label: t('captions.discard'),
        icon: 'i-lucide-trash-2',
        disabled: store.state === 'same',
        onSelect: () => void discard(),
      },
    ],
  ])

  return { menu, noteText, shifting, shift, send, importFile }
}
