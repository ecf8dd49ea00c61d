import { Worker } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import type { Clock } from '../uploads/ports'
import { CaptionFileError, readCaptions, type CaptionFileProblem, type ReadCaptions } from './caption-files'

export type ReadingAnswer = { read: ReadCaptions } | { problem: CaptionFileProblem } | { error: string }

/** Reads caption files. Rejects with `unsupported-caption`. */
export type CaptionReader = (bytes: Uint8Array) => Promise<ReadCaptions>

/** No honest file takes longer. */
const LONGEST_MS = 15_000

/** Reads in the caller's thread. */
export const readInPlace: CaptionReader = async (bytes) => valueOf(answerTo(bytes))

/** What the thread, or whoever is in its place, says of a file. */
export function answerTo(bytes: Uint8Array): ReadingAnswer {
  try {
    return { read: readCaptions(bytes) }
  } catch (error) {
    if (error instanceof CaptionFileError) return { problem: error.problem }
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Reads each file in a thread of its own, which is ended when it takes too long: a file may be made to.
 * @param program path of the built `captions-worker`
 */
export function readInThread(program: string, clock: Clock): CaptionReader {
  return (bytes) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(program, { workerData: { bytes } })
      const cancel = clock.schedule(LONGEST_MS, () => {
        end({ error: 'it took too long' })
      })
      const end = (answer: ReadingAnswer): void => {
        cancel()
        void worker.terminate()
        try {
          resolve(valueOf(answer))
        } catch (error) {
          reject(error)
        }
      }
      worker.once('message', end)
      worker.once('error', (error: Error) => {
        end({ error: error.message })
      })
    })
}

function valueOf(answer: ReadingAnswer): ReadCaptions {
  if ('read' in answer) return answer.read
  const reason = 'problem' in answer ? answer.problem : answer.error
  throw new AppError('unsupported-caption', reason, { reason })
}
