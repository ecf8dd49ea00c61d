import { ref, shallowRef } from 'vue'

/** Rows of one request. */
export const WINDOW_ROWS = 150
/** Requests at a time: more of them would only stand in main's way when somebody drags the scroll bar. */
const AT_ONCE = 2
/** Windows that are kept, those nearest to what is in sight. */
const KEPT = 40

export interface Answer<Row> {
  revision: number
  total: number
  rows: readonly Row[]
}

interface Window<Row> {
  rows: readonly Row[]
  /** How many changes had been told when it was asked for: after another one it is out of date. */
  asked: number
}

export interface RowWindowsOptions<Query, Row> {
  fetch: (query: Query, offset: number, limit: number) => Promise<Answer<Row>>
  onError: (error: unknown) => void
}

/**
 * The rows of a long list, fetched in windows around what is in sight, visible ones first and then the one ahead.
 * Rows of the query before, and rows that a change made old, stay until newer ones are there.
 */
export class RowWindows<Query, Row> {
  readonly total = ref(0)
  /** Whether any query has been answered. */
  readonly ready = ref(false)
  /** Grows when another query's rows are shown: the list goes back to its top. */
  readonly shown = ref(0)
  private readonly windows = shallowRef<ReadonlyMap<number, Window<Row>>>(new Map())
  private query: Query | null = null
  private queryNumber = 0
  private answeredNumber = 0
  private changes = 0
  private newestRevision = -1
  private sight = { first: 0, last: 0, ahead: true }
  private running = new Set<number>()
  private failed = new Set<number>()

  constructor(private readonly options: RowWindowsOptions<Query, Row>) {}

  /** The row, or null while it is on its way. */
  at(index: number): Row | null {
    return this.windows.value.get(Math.floor(index / WINDOW_ROWS))?.rows[index % WINDOW_ROWS] ?? null
  }

  /** All rows that are here, with their places. */
  *known(): Generator<[number, Row]> {
    for (const [page, { rows }] of this.windows.value) {
      for (const [index, row] of rows.entries()) yield [page * WINDOW_ROWS + index, row]
    }
  }

  /** Another query. Answers to the one before are dropped from now on. */
  ask(query: Query): void {
    this.query = query
    this.queryNumber += 1
    this.running = new Set()
    this.failed = new Set()
    this.sight = { first: 0, last: 0, ahead: true }
    this.work()
  }

  /** These rows are in sight; `ahead`: they move towards the end. */
  show(first: number, last: number, ahead: boolean): void {
    // What is in sight belongs to the query before, until this one is answered.
    if (this.answeredNumber !== this.queryNumber) return
    this.sight = { first, last, ahead }
    this.work()
  }

  /** The list changed in main: what is in sight is asked for again, the rest when it comes into sight. */
  changed(revision: number): void {
    if (revision <= this.newestRevision) return
    this.changes += 1
    this.failed = new Set()
    this.work()
  }

  private isFresh(page: number): boolean {
    return this.windows.value.get(page)?.asked === this.changes
  }

  /** Windows in sight, then the next one in the direction of the scrolling. */
  private wanted(): number[] {
    if (this.answeredNumber !== this.queryNumber) return [0]
    const { first, last, ahead } = this.sight
    const [from, to] = [Math.floor(first / WINDOW_ROWS), Math.floor(Math.max(first, last) / WINDOW_ROWS)]
    const seen = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    const end = Math.max(0, Math.ceil(this.total.value / WINDOW_ROWS) - 1)
    return [...seen, ahead ? to + 1 : from - 1].filter((page) => page >= 0 && page <= end)
  }

  private work(): void {
    const { query } = this
    if (query === null) return
    for (const page of this.wanted()) {
      if (this.running.size >= AT_ONCE) return
      if (this.isFresh(page) && this.answeredNumber === this.queryNumber) continue
      if (this.running.has(page) || this.failed.has(page)) continue
      this.running.add(page)
      void this.fetch(query, page)
    }
  }

  private async fetch(query: Query, page: number): Promise<void> {
    const [number, asked] = [this.queryNumber, this.changes]
    try {
      const answer = await this.options.fetch(query, page * WINDOW_ROWS, WINDOW_ROWS)
      if (number === this.queryNumber) this.take(page, answer, asked)
    } catch (error) {
      if (number !== this.queryNumber) return
      this.failed.add(page)
      this.options.onError(error)
    }
    if (number !== this.queryNumber) return
    this.running.delete(page)
    this.work()
  }

  private take(page: number, { rows, total, revision }: Answer<Row>, asked: number): void {
    const isOther = this.answeredNumber !== this.queryNumber
    const next = new Map(isOther ? [] : this.windows.value)
    next.set(page, { rows: asTheyWere(rows, next.get(page)?.rows ?? []), asked })
    this.windows.value = this.nearest(next)
    this.newestRevision = Math.max(this.newestRevision, revision)
    this.answeredNumber = this.queryNumber
    this.total.value = total
    this.ready.value = true
    if (isOther) this.shown.value += 1
  }

  private nearest(windows: Map<number, Window<Row>>): Map<number, Window<Row>> {
    if (windows.size <= KEPT) return windows
    const middle = (this.sight.first + this.sight.last) / 2 / WINDOW_ROWS
    const far = (page: number): number => Math.abs(page - middle)
    const kept = [...windows].sort(([one], [other]) => far(one) - far(other)).slice(0, KEPT)
    return new Map(kept)
  }
}

/** Rows that say what they said stay the same objects: nothing of them is drawn anew. */
function asTheyWere<Row>(rows: readonly Row[], before: readonly Row[]): Row[] {
  return rows.map((row, index) => {
    const known = before[index]
    return known !== undefined && JSON.stringify(known) === JSON.stringify(row) ? known : row
  })
}
