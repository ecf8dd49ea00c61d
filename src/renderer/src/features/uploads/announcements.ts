import type { Progress, UploadRow } from '@shared/uploads/upload'

/** What a screen reader is told, politely: an i18n key under `uploads.announce` with its parameters. */
export interface Announcement {
  key:
    | 'published'
    | 'replaced'
    | 'incomplete'
    | 'failed'
    | 'needsYou'
    | 'halfway'
    | 'many-published'
    | 'many-need-you'
  params: { name?: string; count?: number; percent?: number }
}

const HALF = 0.5

/** Of a drop of thousands, each is not told on its own. */
const TOLD_ONE_BY_ONE = 3

/** Remembers what was said, so that each thing is said once. */
export class Announcer {
  private readonly states = new Map<string, string>()
  private readonly halfway = new Set<string>()

  /** The rows after a change; the first call only learns. */
  rowsChanged(rows: readonly UploadRow[]): Announcement[] {
    const published: UploadRow[] = []
    const stuck: UploadRow[] = []
    for (const row of rows) {
      const before = this.states.get(row.id)
      const now = stateKey(row)
      if (before === now) continue
      this.states.set(row.id, now)
      if (before === undefined || now === HELD_BACK) continue
      if (needsPerson(row)) stuck.push(row)
      else if (row.state.name === 'published' && before !== INCOMPLETE) published.push(row)
    }
    return [...told(published, 'published'), ...told(stuck, 'needsYou')]
  }

  progressed(batch: readonly Progress[], titleOf: (id: string) => UploadRow | undefined): Announcement[] {
    const said: Announcement[] = []
    for (const { id, bytesSent } of batch) {
      const row = titleOf(id)
      if (!row || row.fileBytes === 0 || this.halfway.has(id) || bytesSent / row.fileBytes < HALF) continue
      this.halfway.add(id)
      if (bytesSent < row.fileBytes) said.push({ key: 'halfway', params: { name: row.title, percent: 50 } })
    }
    return said
  }
}

/** The video is there, and the instance refused some of what goes with it. */
const INCOMPLETE = 'published:incomplete'

/** The video is there, and nobody but its owner can see it yet. */
const HELD_BACK = 'published:held-back'

function isIncomplete({ state, steps }: UploadRow): boolean {
  return state.name === 'published' && steps.some((step) => step.error !== null)
}

function stateKey(row: UploadRow): string {
  const { state } = row
  if (isIncomplete(row)) return INCOMPLETE
  if (row.isHeldBack) return HELD_BACK
  return state.name === 'blocked' ? `blocked:${state.reason}` : state.name
}

function needsPerson(row: UploadRow): boolean {
  const { state } = row
  if (state.name === 'failed' || isIncomplete(row)) return true
  return state.name === 'blocked' && state.reason !== 'offline' && state.reason !== 'instance-unreachable'
}

function told(rows: readonly UploadRow[], key: 'published' | 'needsYou'): Announcement[] {
  if (rows.length > TOLD_ONE_BY_ONE) {
    return [{ key: key === 'published' ? 'many-published' : 'many-need-you', params: { count: rows.length } }]
  }
  return rows.map((row) => ({ key: keyOf(row, key), params: { name: row.title } }))
}

function keyOf(row: UploadRow, key: 'published' | 'needsYou'): Announcement['key'] {
  if (row.state.name === 'failed') return row.state.code === 'cancelled-late' ? 'needsYou' : 'failed'
  // Nobody can see one that is held back: it is not published.
  if (isIncomplete(row)) return row.isHeldBack ? 'needsYou' : 'incomplete'
  return key === 'published' && row.replaces !== null ? 'replaced' : key
}
