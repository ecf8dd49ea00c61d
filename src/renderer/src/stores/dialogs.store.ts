import type { AppError } from '@shared/errors'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { toAppError } from '../api'

export interface ConfirmRequest {
  title: string
  body: string
  /** What the button does: a verb. */
  action: string
  danger?: boolean
}

export interface ShownError {
  error: AppError
  /** The upload it is about: its diagnostic can be copied. */
  uploadId: string | null
}

/** The questions and errors that stand over the whole window, one at a time. */
export const useDialogsStore = defineStore('dialogs', () => {
  const question = shallowRef<ConfirmRequest | null>(null)
  const shownError = shallowRef<ShownError | null>(null)
  let settle: ((yes: boolean) => void) | null = null

  /** Resolves to true when the person agreed. A second question answers the first with no. */
  function confirm(request: ConfirmRequest): Promise<boolean> {
    settle?.(false)
    question.value = request
    return new Promise((resolve) => {
      settle = resolve
    })
  }

  function answer(yes: boolean): void {
    settle?.(yes)
    settle = null
    question.value = null
  }

  function showError(error: unknown, uploadId: string | null = null): void {
    shownError.value = { error: toAppError(error), uploadId }
  }

  function closeError(): void {
    shownError.value = null
  }

  return { question, shownError, confirm, answer, showError, closeError }
})
