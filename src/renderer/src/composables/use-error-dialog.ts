import { useDialogsStore } from '../stores/dialogs.store'

/**
 * `run` carries out something the person asked for and shows the error dialog when it fails: for event handlers,
 * which nobody awaits. Resolves to undefined after a failure.
 */
export function useErrorDialog() {
  const { showError } = useDialogsStore()

  async function run<Result>(task: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await task()
    } catch (error) {
      showError(error)
      return undefined
    }
  }

  return { showError, run }
}
