import type { IntakeProgress, Refusal } from '@shared/uploads/intake'

const MAX_REFUSALS = 1000
const MAX_IDS = 10_000
const EVERY_MS = 200

/** Counts what becomes of one drop and tells it, a few times a second and at the end. */
export class Tally {
  private found = 0
  private added = 0
  private refused = 0
  /** Paths of what was sent before: the person may want it sent again. */
  readonly sentBefore: string[] = []
  private readonly refusals: Refusal[] = []
  private readonly addedIds: string[] = []
  private error: IntakeProgress['error'] = null
  private bareFolders: IntakeProgress['bareFolders'] = null
  private toldAt: number

  constructor(
    private readonly intakeId: string,
    private readonly tell: (progress: IntakeProgress) => void,
    private readonly monotonic: () => number,
  ) {
    this.toldAt = monotonic()
  }

  find(count: number): void {
    this.found += count
    this.tellSometimes()
  }

  refuse(refusals: readonly Refusal[]): void {
    this.refused += refusals.length
    this.refusals.push(...refusals.slice(0, MAX_REFUSALS - this.refusals.length))
    this.tellSometimes()
  }

  add(ids: readonly string[]): void {
    this.added += ids.length
    this.addedIds.push(...ids.slice(0, MAX_IDS - this.addedIds.length))
    this.tellSometimes()
  }

  /** The first reason counts: what follows from it says less. */
  fail(error: NonNullable<IntakeProgress['error']>): void {
    this.error ??= error
  }

  bare(folders: NonNullable<IntakeProgress['bareFolders']>): void {
    this.bareFolders = folders
  }

  finish(): void {
    this.tell({ ...this.counts(true), refusals: this.refusals, addedIds: this.addedIds })
  }

  private tellSometimes(): void {
    const now = this.monotonic()
    if (now - this.toldAt < EVERY_MS) return
    this.toldAt = now
    this.tell({ ...this.counts(false), refusals: [], addedIds: [] })
  }

  private counts(done: boolean): Omit<IntakeProgress, 'refusals' | 'addedIds'> {
    const { intakeId, found, added, refused, error, bareFolders } = this
    return { intakeId, found, added, refused, sentBefore: this.sentBefore.length, done, error, bareFolders }
  }
}

/** What an error of our own database is called. */
export function storageError(error: unknown): NonNullable<IntakeProgress['error']> {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL' ? 'disk-full' : 'internal'
}
