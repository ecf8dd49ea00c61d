import type { EditStateName } from '@shared/library/edit'

/** How the state of an edit is drawn. */
export const EDIT_LOOKS: Record<EditStateName, { icon: string; ink: string }> = {
  planned: { icon: 'i-lucide-circle-dashed', ink: 'text-muted' },
  refused: { icon: 'i-lucide-ban', ink: 'text-warning' },
  held: { icon: 'i-lucide-circle-dashed', ink: 'text-muted' },
  waiting: { icon: 'i-lucide-clock', ink: 'text-muted' },
  sending: { icon: 'i-lucide-loader-circle', ink: 'text-primary' },
  conflict: { icon: 'i-lucide-git-compare', ink: 'text-warning' },
  failed: { icon: 'i-lucide-circle-alert', ink: 'text-error' },
  done: { icon: 'i-lucide-circle-check', ink: 'text-success' },
}
