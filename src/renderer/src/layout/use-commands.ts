import { onUnmounted } from 'vue'
import type { Router } from 'vue-router'
import type { api as Api } from '../api'
import { useErrorDialog } from '../composables/use-error-dialog'
import { selectAll } from '../composables/use-select-all'
import { useSignInStore } from '../features/accounts'
import { useIntakeStore } from '../features/intake'
import { useAccountsStore } from '../stores/accounts.store'

/** Carries out what menus, shortcuts and the sidebar's buttons ask of the window. */
export function useCommands(api: typeof Api, router: Router) {
  const accounts = useAccountsStore()
  const intake = useIntakeStore()
  const signIn = useSignInStore()
  const { run } = useErrorDialog()

  /** On first run the welcome page is the form itself. */
  function addAccount(): void {
    if (accounts.accounts.length === 0) void router.push({ name: 'welcome' })
    else signIn.open()
  }

  function addVideos(kind: 'files' | 'folder'): void {
    const account = accounts.current
    if (account === null) {
      addAccount()
      return
    }
    void run(() => intake.pick(account.id, kind))
  }

  type Place =
    | 'uploads'
    | 'library'
    | 'changes'
    | 'channels'
    | 'playlists'
    | 'live'
    | 'calendar'
    | 'receipts'
    | 'settings'
  function goTo(name: Place): void {
    void router.push({ name })
  }

  const stop = api.on('app.command', (command) => {
    switch (command) {
      case 'add-files':
        addVideos('files')
        break
      case 'add-folder':
        addVideos('folder')
        break
      case 'add-account':
        addAccount()
        break
      case 'open-settings':
        goTo('settings')
        break
      case 'open-uploads':
        goTo('uploads')
        break
      case 'open-receipts':
        goTo('receipts')
        break
      case 'open-library':
        goTo('library')
        break
      case 'open-changes':
        goTo('changes')
        break
      case 'open-channels':
        goTo('channels')
        break
      case 'open-playlists':
        goTo('playlists')
        break
      case 'open-live':
        goTo('live')
        break
      case 'open-calendar':
        goTo('calendar')
        break
      case 'select-all':
        selectAll()
        break
    }
  })
  onUnmounted(stop)

  return { addVideos, addAccount }
}
