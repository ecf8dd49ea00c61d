import type { ContextMenuItem } from '@nuxt/ui'
import type { UploadRow } from '@shared/uploads/upload'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { countVerbs, VERB_ICONS, VERB_KEYS, VERBS, type Verb } from './verbs'

export interface RowMenuOptions {
  rows: () => readonly UploadRow[]
  act: (verb: Verb) => void
  open: () => void
  moveBy: (by: -1 | 1) => void
  showDetails: (id: string) => void
  openVideo: ((row: UploadRow) => void) | null
}

/** The context menu: what can be done to the selection, and nothing that cannot. */
export function useRowMenu(options: RowMenuOptions): ComputedRef<ContextMenuItem[][]> {
  const { t } = useI18n()

  function verbItems(rows: readonly UploadRow[]): ContextMenuItem[] {
    const counts = countVerbs(rows)
    return VERBS.filter((verb) => counts[verb] > 0).map((verb) => ({
      label: t(`uploads.verb.${verb}`),
      icon: VERB_ICONS[verb],
      kbds: VERB_KEYS[verb] ?? [],
      ...(verb === 'remove' || verb === 'cancel' || verb === 'discard' ? { color: 'error' as const } : {}),
      onSelect: () => {
        options.act(verb)
      },
    }))
  }

  function singleItems([row, ...others]: readonly UploadRow[]): ContextMenuItem[] {
    if (!row || others.length > 0) return []
    const details = {
      label: t('uploads.details.open'),
      icon: 'i-lucide-info',
      onSelect: () => {
        options.showDetails(row.id)
      },
    }
    const { openVideo } = options
    if (row.state.name !== 'published' || openVideo === null) return [details]
    const open = { label: t('uploads.watch'), icon: 'i-lucide-external-link', onSelect: () => openVideo(row) }
    return [open, details]
  }

  return computed(() => {
    const rows = options.rows()
    const isDescribed = rows.some((row) => row.replaces === null)
    const edit = [
      { label: t('uploads.edit'), icon: 'i-lucide-pencil', kbds: ['enter'], onSelect: options.open },
    ]
    const moves = ([-1, 1] as const).map((by) => ({
      label: t(by < 0 ? 'uploads.verb.moveUp' : 'uploads.verb.moveDown'),
      icon: by < 0 ? 'i-lucide-arrow-up' : 'i-lucide-arrow-down',
      kbds: ['alt', by < 0 ? 'arrowup' : 'arrowdown'],
      onSelect: () => {
        options.moveBy(by)
      },
    }))
    return [isDescribed ? edit : [], verbItems(rows), moves, singleItems(rows)].filter(
      (group) => group.length > 0,
    )
  })
}
