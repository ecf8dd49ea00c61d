import {
  CHUNK,
  limitChunkSize,
  nextChunkSize,
  pacedChunkSize,
  sizeAfterLoss,
  type ChunkTime,
  type LostChunk,
} from './chunk-size'

/** A last chunk is always sent with its checksum; where the others are not, it is small. */
const LAST_PIECE_BYTES = 8 * 1024 * 1024

interface SentChunk {
  start: number
  end: number
  /** It carried a checksum. */
  isChecked: boolean
}

/** Sizes of one upload's chunks, over all passes of this run of the app. */
export class ChunkPlan {
  private size: number = CHUNK.start
  /** Fixed once asked for: the next chunk may be hashed while this one is sent. */
  private readonly fixed = new Map<number, number>()
  private fileBytes = 0
  private ceiling: number | null = null
  private checksums = true
  private bytesPerSecond: () => number | null = () => null
  /** The chunk that was sent last, whatever became of it. */
  private last: SentChunk | null = null

  /**
   * @param ceiling what the instance and its proxy let through; null: no limit
   * @param acceptedBytes what the server is known to have taken chunk by chunk
   * @param bytesPerSecond this upload's share of the speed limit, asked for each chunk; null: no limit
   */
  begin(
    fileBytes: number,
    ceiling: number | null,
    checksums: boolean,
    acceptedBytes: number,
    bytesPerSecond: () => number | null = () => null,
  ): void {
    // A chunk may have been under way when the app ended. Also where no other one has a checksum, the last one has, and
    // the setting may have been another one then.
    this.last ??= { start: acceptedBytes, end: fileBytes, isChecked: true }
    this.fileBytes = fileBytes
    this.ceiling = ceiling
    this.checksums = checksums
    this.bytesPerSecond = bytesPerSecond
    this.size = limitChunkSize(this.size, ceiling)
    this.fixed.clear()
  }

  measured(chunk: ChunkTime): void {
    this.size = nextChunkSize(this.size, chunk, this.ceiling)
  }

  lost(chunk: LostChunk): void {
    // What the instance and its proxy let through stays the limit.
    this.size = limitChunkSize(sizeAfterLoss(this.size, chunk), this.ceiling)
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

  sent(chunk: SentChunk): void {
    this.last = chunk
  }

  /**
   * A chunk with a checksum that only keeps the session, and lies where the next one begins. Until it is answered whole,
   * it and one with a checksum that was cut before it count as one.
   */
  sentToKeep({ start, end }: Omit<SentChunk, 'isChecked'>): void {
    const { last } = this
    const before = last?.isChecked === true ? last : { start, end }
    this.last = { start: Math.min(before.start, start), end: Math.max(before.end, end), isChecked: true }
  }

  /**
   * Where to go on when the server says that it has so many bytes. A chunk with a checksum is taken whole or not at all:
   * in the middle of one the server may have what it should have thrown away, with a gap before it, since it cuts its
   * file off while the last bytes are still being written.
   */
  resumeAt(offset: number): number {
    const { last } = this
    return last?.isChecked === true && offset > last.start && offset < last.end ? last.start : offset
  }

  private decide(bytesLeft: number): number {
    const size = Math.min(this.size, pacedChunkSize(this.bytesPerSecond()))
    if (this.checksums) return Math.min(size, bytesLeft)
    const last = Math.min(LAST_PIECE_BYTES, size)
    return bytesLeft <= last ? bytesLeft : Math.min(size, bytesLeft - last)
  }
}
