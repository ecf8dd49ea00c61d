/**
 * Reads `/login?externalAuthToken=…&username=…` of that instance, PeerTube's answer to a login through a plugin.
 * Null: any other page; `failed`: the instance says that it did not work.
 */
export function readLoginRedirect(
  address: string,
  instanceUrl: string,
): { username: string; externalAuthToken: string } | 'failed' | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return null
  }
  if (url.origin !== new URL(instanceUrl).origin) return null
  if (url.searchParams.get('externalAuthError') === 'true') return 'failed'
  const externalAuthToken = url.searchParams.get('externalAuthToken')
  const username = url.searchParams.get('username')
  if (externalAuthToken === null || externalAuthToken === '' || username === null || username === '')
    return null
  return { username, externalAuthToken }
}
