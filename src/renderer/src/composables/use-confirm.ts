import { useDialogsStore, type ConfirmRequest } from '../stores/dialogs.store'

/** `if (await confirm({ title, body, action, danger: true })) …` */
export function useConfirm(): (request: ConfirmRequest) => Promise<boolean> {
  return useDialogsStore().confirm
}
