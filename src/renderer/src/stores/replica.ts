import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

export interface Changes<Row> {
  revision: number
  upserts: readonly Row[]
  removals: readonly string[]
}

export interface ReplicaSource<Row> {
  subscribe(listener: (changes: Changes<Row>) => void): () => void
  snapshot(): Promise<{ revision: number; rows: readonly Row[] }>
}

export interface Replica<Row> {
  /** In the order of the snapshot; new rows come last. */
  rows: ShallowRef<ReadonlyMap<string, Row>>
  ready: Ref<boolean>
  /** Subscribes first, then takes the snapshot. Calling it again takes a fresh snapshot. */
  start(): Promise<void>
}

/** The window's copy of a table that main owns: subscribe, snapshot, then apply by revision. */
export function createReplica<Row extends { id: string }>(source: ReplicaSource<Row>): Replica<Row> {
  const rows = shallowRef<ReadonlyMap<string, Row>>(new Map())
  const ready = ref(false)
  let revision = -1
  let waiting: Changes<Row>[] | null = null
  let subscribed = false

  function apply(changes: Changes<Row>): void {
    if (changes.revision <= revision) return
    const next = new Map(rows.value)
    for (const id of changes.removals) next.delete(id)
    for (const row of changes.upserts) next.set(row.id, row)
    rows.value = next
    revision = changes.revision
  }

  function receive(changes: Changes<Row>): void {
    if (waiting === null) apply(changes)
    else waiting.push(changes)
  }

  async function start(): Promise<void> {
    waiting = []
    if (!subscribed) source.subscribe(receive)
    subscribed = true
    const snapshot = await source.snapshot()
    rows.value = new Map(snapshot.rows.map((row) => [row.id, row]))
    revision = snapshot.revision
    const missed = waiting
    waiting = null
    for (const changes of missed) apply(changes)
    ready.value = true
  }

  return { rows, ready, start }
}
