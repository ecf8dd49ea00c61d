import { checkFile, type Fingerprint } from './file-reader'
import type { Hasher } from './hasher'
import type { FileSlice } from './ports'

/**
 * Checksums of chunks. The last chunk always has one, whatever the setting: the server refuses it when the file
 * changes between the check and the sending, and no video is made of two versions of a file.
 */
export class Digests {
  private prepared: { start: number; end: number; digest: Promise<Uint8Array> } | null = null

  constructor(
    private readonly hasher: Hasher,
    private readonly file: Fingerprint,
    private readonly everyChunk: boolean,
    private readonly signal: AbortSignal,
  ) {}

  /** Hashes the next chunk while the present one is sent; its size is asked for, and so fixed, only then. */
  prepare(start: number, bytesOf: (start: number) => number): void {
    if (!this.everyChunk || start >= this.file.bytes) return
    const end = Math.min(start + bytesOf(start), this.file.bytes)
    const digest = this.hasher.sha256({ path: this.file.path, start, end }, this.signal)
    // Looked at when the chunk is due, and not at all when the upload stops before.
    digest.catch(() => undefined)
    this.prepared = { start, end, digest }
  }

  /** `Digest` header of a slice; null: none wanted. The file is as it was queued after the slice was hashed. */
  async headerFor(slice: FileSlice): Promise<string | null> {
    if (!this.isWanted(slice.end)) return null
    const prepared = this.prepared
    this.prepared = null
    const fits = prepared?.start === slice.start && prepared.end === slice.end
    const { path, start, end } = slice
    const digest = await (fits ? prepared.digest : this.hasher.sha256({ path, start, end }, this.signal))
    await checkFile(this.file)
    return `sha-256=${Buffer.from(digest).toString('base64')}`
  }

  private isWanted(end: number): boolean {
    return this.everyChunk || end === this.file.bytes
  }
}
