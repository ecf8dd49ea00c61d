import { CHUNK, limitChunkSize, nextChunkSize, type ChunkTime } from './chunk-size'

/** A last chunk is always sent with its checksum; where the others are not, it is small. */
const LAST_PIECE_BYTES = 8 * 1024 * 1024

/** Sizes of one upload's chunks, over all passes of this run of the app. */
export class ChunkPlan {
  private size: number = CHUNK.start
  /** Fixed once asked for: the next chunk may be hashed while this one is sent. */
  private readonly fixed = new Map<number, number>()
  private fileBytes = 0
  private ceiling: number | null = null
  private checksums = true

  /** @param ceiling what the instance and its proxy let through; null: no limit */
  begin(fileBytes: number, ceiling: number | null, checksums: boolean): void {
    this.fileBytes = fileBytes
    this.ceiling = ceiling
    this.checksums = checksums
    this.size = limitChunkSize(this.size, ceiling)
    this.fixed.clear()
  }

  measured(chunk: ChunkTime): void {
    this.size = nextChunkSize(this.size, chunk, this.ceiling)
  }

  /** The present size, without regard to where the file ends. */
  get current(): number {
    return this.size
  }

  sizeAt(offset: number): number {
    const known = this.fixed.get(offset)
    if (known !== undefined) return known
    const size = this.decide(this.fileBytes - offset)
    this.fixed.set(offset, size)
    return size
  }

  private decide(bytesLeft: number): number {
    if (this.checksums) return Math.min(this.size, bytesLeft)
    const last = Math.min(LAST_PIECE_BYTES, this.size)
    return bytesLeft <= last ? bytesLeft : Math.min(this.size, bytesLeft - last)
  }
}
