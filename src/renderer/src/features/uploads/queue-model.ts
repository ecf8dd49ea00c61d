import type { UploadRow } from '@shared/uploads/upload'

export interface QueueChange {
  revision: number
  upserts: readonly UploadRow[]
  removals: readonly string[]
}

/**
 * The queue as the window knows it. Changes may come before, between and after the pages of the first snapshot:
 * what carries the higher revision wins, row by row, so that the order of arrival does not matter.
 */
export class QueueModel {
  private readonly rows = new Map<string, UploadRow>()
  private readonly revisions = new Map<string, number>()
  private sorted: readonly UploadRow[] = []
  private orderIsOld = false
  private loading = true

  /** Takes a page of the snapshot, made at `revision`. */
  addPage(revision: number, rows: readonly UploadRow[]): void {
    for (const row of rows) this.put(row, revision)
  }

  /** Removals need not be remembered once no older page can arrive any more. */
  finishLoading(): void {
    this.loading = false
    for (const id of this.revisions.keys()) if (!this.rows.has(id)) this.revisions.delete(id)
  }

  apply(change: QueueChange): void {
    for (const row of change.upserts) this.put(row, change.revision)
    for (const id of change.removals) this.drop(id, change.revision)
  }

  get(id: string): UploadRow | undefined {
    return this.rows.get(id)
  }

  /** All rows by position. A new array each time something changed, the same one otherwise. */
  inOrder(): readonly UploadRow[] {
    if (this.orderIsOld) {
      this.sorted = [...this.rows.values()].sort((a, b) => a.position - b.position)
      this.orderIsOld = false
    }
    return this.sorted
  }

  private put(row: UploadRow, revision: number): void {
    if ((this.revisions.get(row.id) ?? -1) > revision) return
    this.revisions.set(row.id, revision)
    this.rows.set(row.id, row)
    this.orderIsOld = true
  }

  private drop(id: string, revision: number): void {
    if ((this.revisions.get(id) ?? -1) > revision) return
    if (this.loading) this.revisions.set(id, revision)
    else this.revisions.delete(id)
    if (this.rows.delete(id)) this.orderIsOld = true
  }
}
