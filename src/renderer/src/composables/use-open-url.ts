import { api } from '../api'
import { useErrorDialog } from './use-error-dialog'

/** Shows an address in the browser. Main names the host and asks first; what it does not open it refuses. */
export function useOpenUrl(): (url: string) => void {
  const { run } = useErrorDialog()
  return (url) => {
    void run(() => api.call('app.openExternal', { url }))
  }
}
