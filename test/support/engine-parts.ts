import { DEFAULT_SETTINGS, type Settings } from '@shared/settings/settings'
import { systemClock } from '../../src/main/system/clock'
import type { AccountDirectory, Clock, UploadAccount } from '../../src/main/uploads/ports'

const HURRY = 200

/** Time of the engine passes two hundred times as fast; the wire keeps the machine's own. */
export const quickClock: Clock = {
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * HURRY,
  schedule: (delayMs, callback) => systemClock.schedule(delayMs / HURRY, callback),
}

/** A clock that somebody sets while the engine runs. */
export class JumpingClock implements Clock {
  private offsetMs = 0

  jump(ms: number): void {
    this.offsetMs += ms
  }

  now(): number {
    return quickClock.now() + this.offsetMs
  }

  monotonic(): number {
    return quickClock.monotonic()
  }

  schedule(delayMs: number, callback: () => void): () => void {
    return quickClock.schedule(delayMs, callback)
  }
}

/** Accounts that a test signs in and out by hand. */
export class FakeAccounts implements AccountDirectory {
  private readonly accounts = new Map<string, { account: UploadAccount; signedIn: boolean }>()
  private readonly listeners = new Set<(accountId: string) => void>()

  add(account: UploadAccount): void {
    this.accounts.set(account.id, { account, signedIn: true })
  }

  setSignedIn(accountId: string, signedIn: boolean): void {
    const entry = this.accounts.get(accountId)
    if (entry !== undefined) entry.signedIn = signedIn
    for (const listener of this.listeners) listener(accountId)
  }

  find(accountId: string): UploadAccount | null {
    return this.accounts.get(accountId)?.account ?? null
  }

  isSignedIn(accountId: string): boolean {
    return this.accounts.get(accountId)?.signedIn ?? false
  }

  onChange(listener: (accountId: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** Settings that a test changes while the engine runs. */
export class FakeSettings {
  private current: Settings = { ...DEFAULT_SETTINGS }
  private readonly listeners = new Set<() => void>()

  get(): Settings {
    return this.current
  }

  set(change: Partial<Settings>): void {
    this.current = { ...this.current, ...change }
    for (const listener of this.listeners) listener()
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
