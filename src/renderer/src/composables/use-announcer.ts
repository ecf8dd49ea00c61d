import { useAnnouncerStore } from '../stores/announcer.store'

/** `announce(sentence)` tells screen readers something that is seen elsewhere in the window. */
export function useAnnouncer(): { announce: (sentence: string) => void } {
  return { announce: useAnnouncerStore().announce }
}
