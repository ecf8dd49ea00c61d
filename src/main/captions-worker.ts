import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { answerTo } from './captions/reading-thread'

/** Program of the thread that reads one caption file. */
const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(workerData)
parentPort?.postMessage(answerTo(bytes))
