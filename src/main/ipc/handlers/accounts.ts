import type { Accounts } from '../../accounts'
import type { HandlersOf } from '../handlers'

export function accountHandlers(accounts: Accounts): HandlersOf<'accounts'> {
  return {
    'accounts.list': () => accounts.list(),
    'accounts.lookUp': ({ address, allowHttp }) => accounts.lookUp(address, allowHttp),
    'accounts.signIn': (input) => accounts.signIn(input),
    'accounts.signInExternal': ({ instanceUrl, login, tokenStore }) =>
      accounts.signInExternal(instanceUrl, login, tokenStore),
    'accounts.signOut': async ({ accountId }) => {
      await accounts.signOut(accountId)
      return undefined
    },
    'accounts.remove': async ({ accountId }) => {
      await accounts.remove(accountId)
      return undefined
    },
    'accounts.tryDemo': () => accounts.tryDemo(),
    'accounts.choices': ({ accountId, refresh }) => accounts.choices(accountId, refresh),
    'accounts.channelDefaults': ({ accountId, channelId }) => accounts.channelDefaults(accountId, channelId),
    'accounts.setChannelDefaults': ({ accountId, channelId, defaults }) => {
      accounts.setChannelDefaults(accountId, channelId, defaults)
      return undefined
    },
  }
}
