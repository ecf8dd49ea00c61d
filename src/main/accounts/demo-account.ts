import type { Account } from '@shared/accounts/account'
import { AppError } from '@shared/errors'
import type { Directory } from './directory'
import type { TokenVault } from './keychain'
import type { LiveAccount } from './live-account'
import type { SignIn } from './sign-in'

export interface DemoInstance {
  url: string
  username: string
  password: string
}

export interface DemoAccountDeps {
  directory: Directory
  signIns: SignIn
  vault: TokenVault
  /** Single flight; tells where it runs when it runs already. */
  startDemo: () => Promise<DemoInstance>
}

/**
 * "Try it without an account". The demo instance asks for the same port at each start; when another program has it,
 * the account moves along to the new one, with its queue.
 */
export class DemoAccount {
  private signingIn: Promise<Account> | null = null
  private origin: string | null = null

  constructor(private readonly deps: DemoAccountDeps) {}

  livesAt(instanceUrl: string): boolean {
    return this.origin !== null && instanceUrl === this.origin
  }

  find(): LiveAccount | null {
    return this.deps.directory.all().find(({ stored }) => stored.isDemo) ?? null
  }

  /** Starts the instance if an account lives there, and moves the account to where it is now. */
  async resume(): Promise<void> {
    const account = this.find()
    if (account === null) return
    await this.start()
  }

  /** Single flight: two clicks make one account. */
  signIn(): Promise<Account> {
    this.signingIn ??= this.signInOnce().finally(() => {
      this.signingIn = null
    })
    return this.signingIn
  }

  private async signInOnce(): Promise<Account> {
    const { url, username, password } = await this.start()
    const account = this.find()
    if (account?.isSignedIn === true) return account.view
    // Its password is no secret: where no secure store answers, memory will do without a question.
    const tokenStore = (await this.deps.vault.available()) ? 'keychain' : 'memory'
    const wish = { instanceUrl: url, tokenStore, isDemo: true } as const
    const result = await this.deps.signIns.withPassword(wish, { username, password, otp: null })
    if (result.kind === 'signed-in') return result.account
    throw new AppError('internal', 'the demo instance asks for a one-time code')
  }

  private async start(): Promise<DemoInstance> {
    const demo = await this.deps.startDemo()
    const { origin } = new URL(demo.url)
    this.origin = origin
    const account = this.find()
    if (account !== null) this.deps.directory.change(account, { instanceUrl: origin })
    return { ...demo, url: origin }
  }
}
