import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '@shared/assert-never'
import { z } from 'zod'
import { LibraryReader } from './library/reader'
import type { QueryAnswer, QueryRequest, Question } from './library/query-thread'
import { openForReading } from './storage/database'

/** Program of the thread that answers questions to the local copy. */
const { databaseFile } = z.object({ databaseFile: z.string() }).parse(workerData)
const reader = new LibraryReader(openForReading(databaseFile))

parentPort?.on('message', ({ id, question }: QueryRequest) => {
  parentPort?.postMessage(answer(id, question))
})

function answer(id: number, question: Question): QueryAnswer {
  try {
    return { id, answer: read(question) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function read(question: Question): unknown {
  switch (question.kind) {
    case 'page':
      return reader.page(question.request, question.revision)
    case 'facets':
      return reader.facets(question.accountIds, question.revision)
    case 'video':
      return reader.video(question.accountId, question.uuid)
    case 'calendar':
      return reader.calendar(question.span)
    case 'keys':
      return reader.keys(question.request, question.revision)
    default:
      return assertNever(question)
  }
}
