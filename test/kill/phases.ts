import type { UploadsTable } from '../../src/main/storage/uploads-table'
import type { UploadRecord } from '../../src/main/uploads/store'

/** What a kill can hit of an upload: `last-chunk` is under way, `step` one thing that follows the video. */
export type Phase = 'uploading' | 'last-chunk' | 'finishing' | 'processing' | `step ${StepKind}`

export type StepKind = 'caption' | 'thumbnail' | 'playlist'

const STEP_KINDS: readonly StepKind[] = ['caption', 'thumbnail', 'playlist']

/** Counts what kills hit: what stands in the table after one, and stood there otherwise before. */
export class Hits {
  private readonly counts = new Map<Phase, number>()
  private before = new Map<string, string>()

  constructor(private readonly store: UploadsTable) {}

  /** Before the engine starts. */
  look(): void {
    this.before = this.moments()
  }

  /** After it was killed. */
  count(): void {
    for (const phase of this.now()) this.counts.set(phase, this.of(phase) + 1)
  }

  /** What has been begun since, and is under way. */
  now(): Set<Phase> {
    const fresh = [...this.moments()].filter(([moment]) => !this.before.has(moment))
    return new Set(fresh.map(([, phase]) => phase))
  }

  /** Kills that hit it. */
  of(phase: Phase): number {
    return this.counts.get(phase) ?? 0
  }

  toString(): string {
    return JSON.stringify(Object.fromEntries(this.counts))
  }

  /** What each row that is under way was doing, with how far it was. */
  private moments(): Map<string, Phase> {
    const ids = this.store.idsInState(['uploading', 'finishing', 'processing', 'published'])
    return new Map(
      this.store
        .findMany(ids)
        .flatMap((record) =>
          phasesOf(record).map((phase) => [`${record.id} ${phase} ${String(record.acceptedBytes)}`, phase]),
        ),
    )
  }
}

function phasesOf({ state, inDoubt }: UploadRecord): Phase[] {
  if (state.name === 'uploading') return [state.session.lastByteSent ? 'last-chunk' : 'uploading']
  if (state.name === 'finishing') return ['finishing']
  const steps = STEP_KINDS.filter((kind) => inDoubt.some((doubt) => doubt.startsWith(`${kind}:`)))
  const own: Phase[] = state.name === 'processing' ? ['processing'] : []
  return [...own, ...steps.map((kind): Phase => `step ${kind}`)]
}
