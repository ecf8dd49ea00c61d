import { parentPort } from 'node:worker_threads'
import type { HashAnswer, HashRequest } from './uploads/hash-thread'
import { hashSlice } from './uploads/hasher'

/** Program of the thread that hashes files. */
const port = parentPort
const running = new Map<number, AbortController>()

port?.on('message', (request: HashRequest) => {
  if ('abort' in request) running.get(request.id)?.abort(new Error('aborted'))
  else void answer(request.id, request.slice)
})

async function answer(id: number, slice: Parameters<typeof hashSlice>[0]): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  const result = await hashSlice(slice, controller.signal).then(
    (digest): HashAnswer => ({ id, digest }),
    (error: unknown): HashAnswer => ({ id, error: String(error) }),
  )
  running.delete(id)
  port?.postMessage(result)
}
