import { Worker } from 'node:worker_threads'
import type { LibraryFacets, LibraryVideo } from '@shared/library/library'
import type { Calendar, CalendarSpan } from './calendar'
import type { LibraryQueries } from './queries'
import type { LibraryPage, PageRequest, VideoKey } from './reader'

export type Question =
  | { kind: 'page'; request: PageRequest; revision: number }
  | { kind: 'facets'; accountIds: readonly string[]; revision: number }
  | { kind: 'video'; accountId: string; uuid: string }
  | { kind: 'calendar'; span: CalendarSpan }
  | { kind: 'keys'; request: Pick<PageRequest, 'filter' | 'sort'>; revision: number }

export interface QueryRequest {
  id: number
  question: Question
}
export type QueryAnswer = { id: number; answer: unknown } | { id: number; error: string }

interface Waiting {
  resolve: (answer: unknown) => void
  reject: (error: Error) => void
}

/** Answers in a thread with a connection of its own: a search among a hundred thousand videos holds nobody up. */
export class QueryThread implements LibraryQueries {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private isClosed = false

  /** @param program path of the built `library-worker` */
  constructor(
    private readonly program: string,
    private readonly databaseFile: string,
  ) {}

  async page(request: PageRequest, revision: number): Promise<LibraryPage> {
    return (await this.ask({ kind: 'page', request, revision })) as LibraryPage
  }

  async facets(accountIds: readonly string[], revision: number): Promise<LibraryFacets> {
    return (await this.ask({ kind: 'facets', accountIds, revision })) as LibraryFacets
  }

  async video(accountId: string, uuid: string): Promise<LibraryVideo | null> {
    return (await this.ask({ kind: 'video', accountId, uuid })) as LibraryVideo | null
  }

  async keys(request: Pick<PageRequest, 'filter' | 'sort'>, revision: number): Promise<VideoKey[]> {
    return (await this.ask({ kind: 'keys', request, revision })) as VideoKey[]
  }

  async calendar(span: CalendarSpan): Promise<Calendar> {
    return (await this.ask({ kind: 'calendar', span })) as Calendar
  }

  async close(): Promise<void> {
    this.isClosed = true
    const { worker } = this
    this.worker = null
    await worker?.terminate()
    this.failAll(new Error('the library is closed'))
  }

  private ask(question: Question): Promise<unknown> {
    if (this.isClosed) return Promise.reject(new Error('the library is closed'))
    const worker = this.open()
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      worker.postMessage({ id, question } satisfies QueryRequest)
    })
  }

  /** At the first question; a thread that died is followed by another. */
  private open(): Worker {
    if (this.worker !== null) return this.worker
    const worker = new Worker(this.program, { workerData: { databaseFile: this.databaseFile } })
    worker.unref()
    worker.on('message', (message: QueryAnswer) => {
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if ('error' in message) waiting?.reject(new Error(message.error))
      else waiting?.resolve(message.answer)
    })
    worker.on('error', (error: Error) => {
      this.worker = null
      this.failAll(error)
    })
    this.worker = worker
    return worker
  }

  private failAll(error: Error): void {
    const all = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject } of all) reject(error)
  }
}
