import { Worker } from 'node:worker_threads'
import type { Hasher } from './hasher'
import type { FileSlice } from './ports'

export type HashRequest = { id: number; slice: FileSlice } | { id: number; abort: true }
export type HashAnswer = { id: number; digest: Uint8Array } | { id: number; error: string }

interface Waiting {
  resolve: (digest: Uint8Array) => void
  reject: (error: unknown) => void
}

/** Hashes in a worker thread: the main thread's event loop keeps its pace. The thread starts when it is first wanted. */
export class HashThread implements Hasher {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0

  /** @param program path of the built `hash-worker` */
  constructor(private readonly program: string) {}

  warmUp(): void {
    this.open()
  }

  sha256(slice: FileSlice, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted()
    const worker = this.open()
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        worker.postMessage({ id, abort: true } satisfies HashRequest)
        this.take(id)?.reject(signal.reason)
      }
      const settle =
        <T>(settled: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener('abort', onAbort)
          settled(value)
        }
      signal.addEventListener('abort', onAbort, { once: true })
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      worker.postMessage({ id, slice } satisfies HashRequest)
    })
  }

  async close(): Promise<void> {
    const worker = this.worker
    this.worker = null
    await worker?.terminate()
    this.failAll(new Error('the hash thread was closed'))
  }

  private open(): Worker {
    if (this.worker !== null) return this.worker
    const worker = new Worker(this.program)
    worker.unref()
    worker.on('message', (answer: HashAnswer) => {
      const waiting = this.take(answer.id)
      if ('digest' in answer) waiting?.resolve(answer.digest)
      else waiting?.reject(new Error(answer.error))
    })
    worker.on('error', (error) => {
      this.worker = null
      this.failAll(error)
    })
    this.worker = worker
    return worker
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    return waiting
  }

  private failAll(error: unknown): void {
    const all = [...this.waiting.values()]
    this.waiting.clear()
    for (const waiting of all) waiting.reject(error)
  }
}
