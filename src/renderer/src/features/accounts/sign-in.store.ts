import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The dialog that adds an account or signs one in again. */
export const useSignInStore = defineStore('sign-in', () => {
  const isOpen = ref(false)
  /** Set when a known account signs in again. */
  const accountId = ref<string | null>(null)

  function open(): void {
    accountId.value = null
    isOpen.value = true
  }

  function openAgain(id: string): void {
    accountId.value = id
    isOpen.value = true
  }

  function close(): void {
    isOpen.value = false
  }

  return { isOpen, accountId, open, openAgain, close }
})
