import { useRouter } from 'vue-router'
import { useLibraryStore } from './library.store'

/** From any page to a video in the library, with its panel open. The function rejects with `not-found`. */
export function useOpenVideo() {
  const library = useLibraryStore()
  const router = useRouter()
  return async ({ accountId, uuid }: { accountId: string; uuid: string }): Promise<void> => {
    await library.openVideo(accountId, uuid)
    await router.push({ name: 'library' })
  }
}
