import { ConnectionError } from '@shared/errors'
import type { Clock } from '../uploads/ports'
import type { TokenVault } from './keychain'
import { parsePair, type TokenPair } from './tokens'

const STORE_AGAIN_MS = 60_000

export interface TokenKeeperDeps {
  accountId: string
  clock: Clock
  /** Of the last sign-in; another one may choose another. */
  vault: TokenVault
  /** Told when a new pair could not be stored (false), and when it could after all (true). */
  onStored: (stored: boolean) => void
}

/** One account's entry in the vault. */
export class TokenKeeper {
  private vault: TokenVault
  private cancelAgain: (() => void) | null = null

  constructor(private readonly deps: TokenKeeperDeps) {
    this.vault = deps.vault
  }

  /** Rejects with `ConnectionError` while the vault does not answer: that says nothing about the tokens. */
  async read(): Promise<TokenPair | null> {
    try {
      const text = await this.vault.get(this.deps.accountId)
      return text === null ? null : parsePair(text)
    } catch (error) {
      throw new ConnectionError('unknown', 'reading the tokens of the secure store', { cause: error })
    }
  }

  /** The first pair of a sign-in. Rejects when it can't be stored. */
  async begin(pair: TokenPair, vault: TokenVault): Promise<void> {
    await vault.set(this.deps.accountId, JSON.stringify(pair))
    this.stopTrying()
    this.vault = vault
  }

  /**
   * A pair of a refresh. One that can't be stored is used all the same, since the old one is dead already: it is said,
   * and tried again. Never rejects.
   */
  async keep(pair: TokenPair): Promise<void> {
    const { accountId, clock, onStored } = this.deps
    const wasWaiting = this.stopTrying()
    try {
      await this.vault.set(accountId, JSON.stringify(pair))
      if (wasWaiting) onStored(true)
    } catch {
      onStored(false)
      this.cancelAgain = clock.schedule(STORE_AGAIN_MS, () => void this.keep(pair))
    }
  }

  /** Never rejects: the row says "signed out", so an entry that can't be deleted right now is never used. */
  async forget(): Promise<void> {
    this.stopTrying()
    await this.vault.delete(this.deps.accountId).catch(() => undefined)
  }

  private stopTrying(): boolean {
    const wasTrying = this.cancelAgain !== null
    this.cancelAgain?.()
    this.cancelAgain = null
    return wasTrying
  }
}
