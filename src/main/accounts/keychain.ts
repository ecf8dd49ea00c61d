import { AppError } from '@shared/errors'
import type { Clock } from '../uploads/ports'

/** Where secrets are kept, one text per account id. Every call rejects with `no-secure-store` when nothing answers. */
export interface TokenVault {
  /** Whether there is a store that works; asks it once. */
  available(): Promise<boolean>
  get(accountId: string): Promise<string | null>
  set(accountId: string, secret: string): Promise<void>
  delete(accountId: string): Promise<void>
}

/** The part of keytar that is used. */
export interface KeytarApi {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** At start nobody is asked for a password of the keyring; a person who has just clicked may be. */
const GET_MS = 10_000
const SET_MS = 60_000

/** Loaded when first needed: plain Node without libsecret can run everything else. */
async function loadKeytar(): Promise<KeytarApi> {
  const loaded = await import('keytar')
  return 'default' in loaded ? loaded.default : loaded
}

/** The operating system's store: Keychain, Credential Manager, or the Secret Service. */
export class KeytarVault implements TokenVault {
  private keytar: Promise<KeytarApi> | null = null

  /** @param service Groups the entries; tests and other profiles take a name of their own. */
  constructor(
    private readonly clock: Clock,
    private readonly service: string,
    private readonly load: () => Promise<KeytarApi> = loadKeytar,
  ) {}

  async available(): Promise<boolean> {
    try {
      // Reading a name that nobody has shows whether a store answers, and writes nothing.
      await this.get('probe')
      return true
    } catch {
      return false
    }
  }

  get(accountId: string): Promise<string | null> {
    return this.ask(GET_MS, (keytar) => keytar.getPassword(this.service, accountId))
  }

  async set(accountId: string, secret: string): Promise<void> {
    await this.ask(SET_MS, (keytar) => keytar.setPassword(this.service, accountId, secret))
  }

  async delete(accountId: string): Promise<void> {
    await this.ask(GET_MS, (keytar) => keytar.deletePassword(this.service, accountId))
  }

  private async ask<T>(timeoutMs: number, question: (keytar: KeytarApi) => Promise<T>): Promise<T> {
    this.keytar ??= this.load()
    const answer = this.keytar.then(question)
    try {
      return await withTimeout(this.clock, timeoutMs, answer)
    } catch (error) {
      throw new AppError('no-secure-store', 'the secure store does not answer', {}, { cause: error })
    }
  }
}

/** For sign-ins that are to be forgotten when the app ends. */
export class MemoryVault implements TokenVault {
  private readonly secrets = new Map<string, string>()

  available(): Promise<boolean> {
    return Promise.resolve(true)
  }

  get(accountId: string): Promise<string | null> {
    return Promise.resolve(this.secrets.get(accountId) ?? null)
  }

  set(accountId: string, secret: string): Promise<void> {
    this.secrets.set(accountId, secret)
    return Promise.resolve()
  }

  delete(accountId: string): Promise<void> {
    this.secrets.delete(accountId)
    return Promise.resolve()
  }
}

/** Rejects when `work` takes longer; what `work` does later is not heard any more. */
export function withTimeout<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(timeoutMs, () => {
      reject(new Error(`no answer within ${String(timeoutMs)} ms`))
    })
    work.then(resolve, reject).finally(cancel)
  })
}
