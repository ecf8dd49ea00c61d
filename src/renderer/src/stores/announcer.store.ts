import { defineStore } from 'pinia'
import { ref } from 'vue'

/** A screen reader needs a moment for each sentence; what comes faster is replaced by the newest. */
const PAUSE_MS = 1500

/** The one live region of the window. */
export const useAnnouncerStore = defineStore('announcer', () => {
  const text = ref('')
  let waiting: string | null = null
  let pause: ReturnType<typeof setTimeout> | null = null

  function speak(sentence: string): void {
    text.value = sentence
    pause = setTimeout(() => {
      pause = null
      if (waiting === null) return
      const next = waiting
      waiting = null
      speak(next)
    }, PAUSE_MS)
  }

  /** Says it politely, after what is being said; only the newest of several waiting sentences is kept. */
  function announce(sentence: string): void {
    if (pause === null) speak(sentence)
    else waiting = sentence
  }

  return { text, announce }
})
