import type { Progress, UploadRow } from '@shared/uploads/upload'

/** What a screen reader is told, politely: an i18n key under `uploads.announce` with its parameters. */
export interface Announcement {
  key: 'published' | 'replaced' | 'failed' | 'needsYou' | 'halfway' | 'many-published' | 'many-need-you'
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
      if (before === undefined) continue
      if (row.state.name === 'published') published.push(row)
      if (needsPerson(row)) stuck.push(row)
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

function stateKey({ state }: UploadRow): string {
  return state.name === 'blocked' ? `blocked:${state.reason}` : state.name
}

function needsPerson({ state }: UploadRow): boolean {
  if (state.name === 'failed') return true
  return state.name === 'blocked' && state.reason !== 'offline' && state.reason !== 'instance-unreachable'
}

function told(rows: readonly UploadRow[], key: 'published' | 'needsYou'): Announcement[] {
  if (rows.length > TOLD_ONE_BY_ONE) {
    return [{ key: key === 'published' ? 'many-published' : 'many-need-you', params: { count: rows.length } }]
  }
  return rows.map((row) => ({
    key:
      row.state.name === 'failed'
        ? 'failed'
        : key === 'published' && row.replaces !== null
          ? 'replaced'
          : key,
    params: { name: row.title },
  }))
}
