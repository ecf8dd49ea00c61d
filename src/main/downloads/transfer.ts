import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, ConnectionError, ServerError } from '@shared/errors'
import type { MediaServer, StreamAnswer } from '../media/ports'
import type { DownloadRecord } from '../storage/downloads-table'
import type { Clock } from '../uploads/ports'
import { continuation, strongValidator, type Begun, type Continuation } from './answer'
import { findFile } from './find-file'
import { checkWhole } from './check-whole'
import { checkRoom, finishPart, openPart, partPath, reserveName, sizeOf } from './part-file'
import { diskError } from '../system/disk-error'

export interface TransferDeps {
  server: MediaServer
  clock: Clock
  /** Written to the database before it resolves. */
  save: (change: Partial<DownloadRecord>) => void
  /** Bytes on this disk, after each piece. */
  arrived: (bytes: number) => void
  signal: AbortSignal
}

/** After so many bytes they are brought to the disk for good: a power cut loses no more. */
const SAFE_EVERY_BYTES = 16 * 1024 * 1024
const IDLE_MS = 60_000
const LOOK_EVERY_MS = 10_000

/**
 * Brings one file here, from where the last run ended, and gives it its name. Rejects with `AppError`, `ServerError`,
 * `ConnectionError` or the signal's reason; what has come until then stays.
 */
export async function transfer(start: DownloadRecord, deps: TransferDeps): Promise<void> {
  const record = { ...start }
  const save = (change: Partial<DownloadRecord>): void => {
    Object.assign(record, change)
    deps.save(change)
  }
  const known = record.address === null ? null : record.fileName
  const fileName = known ?? (await find(record, save, deps))
  if (await isFinished(record)) return
  const { handle, fresh } = await openPart(record.folder, fileName, record.safeBytes)
  try {
    if (fresh) save({ safeBytes: 0, validator: null })
    await fetchRest(handle, record, save, deps)
  } finally {
    await handle.close()
  }
  await checkWhole(record, partPath(record.folder, fileName), save)
  save({ fileName: await finishPart(record.folder, fileName) })
}

async function find(
  record: DownloadRecord,
  save: (change: Partial<DownloadRecord>) => void,
  { server, signal }: TransferDeps,
): Promise<string> {
  const found = await findFile(server, record, signal)
  await checkRoom(record.folder, found.bytes ?? found.estimatedBytes ?? 0)
  const fileName = record.fileName ?? (await reserveName(record.folder, found.name))
  const { kind, address, bytes: totalBytes, estimatedBytes } = found
  save({ kind, address, totalBytes, estimatedBytes, fileName })
  return fileName
}

/** The app ended between the naming and the last word to the database. */
async function isFinished({ folder, fileName, safeBytes, totalBytes }: DownloadRecord): Promise<boolean> {
  if (fileName === null || totalBytes === null || safeBytes !== totalBytes) return false
  return (
    (await sizeOf(partPath(folder, fileName))) === null &&
    (await sizeOf(join(folder, fileName))) === totalBytes
  )
}

async function fetchRest(
  handle: FileHandle,
  record: DownloadRecord,
  save: (change: Partial<DownloadRecord>) => void,
  deps: TransferDeps,
): Promise<void> {
  const answered = await ask(record, deps)
  if (answered === null) return
  const { answer, from } = answered
  const { offset, totalBytes, validator } = from
  // What is put together anew each time has another size each time.
  const told = record.kind === 'combined' ? null : record.totalBytes
  if (told !== null && totalBytes !== null && totalBytes !== told) {
    answer.body.destroy()
    // The next run asks the instance anew which file it is.
    save({ safeBytes: 0, validator: null, address: null })
    throw new AppError('size-differs', `${String(totalBytes)} instead of ${String(told)} bytes`)
  }
  if (offset === 0) await handle.truncate(0)
  save({ safeBytes: offset, validator, totalBytes: totalBytes ?? told })
  deps.arrived(offset)
  await checkRoom(record.folder, (record.totalBytes ?? 0) - offset)
  await write(handle, answer, offset, save, deps)
}

interface Answered {
  answer: StreamAnswer
  from: Extract<Continuation, { kind: 'from' }>
}

/** Null: all of it is here already. */
async function ask(
  record: DownloadRecord,
  { server, clock, signal }: TransferDeps,
): Promise<Answered | null> {
  let begun: Begun = {
    bytes: record.safeBytes,
    validator: record.validator,
    totalBytes: record.totalBytes,
  }
  for (let attempt = 0; attempt < 2; attempt++) {
    const range = begun.bytes === 0 ? null : `bytes=${String(begun.bytes)}-`
    const ifRange = range === null ? null : strongValidator(begun.validator)
    const answer = await server.open(record.address ?? '', { range, ifRange }, signal)
    if (answer === null) throw new AppError('server-refused', 'at an address that is not asked')
    try {
      const from = continuation(begun, answer, clock.now())
      if (from?.kind === 'from') return { answer, from }
      answer.body.destroy()
      if (from?.kind === 'complete') return null
    } catch (error) {
      answer.body.destroy()
      throw error
    }
    // Another file than the one that was begun: the whole of it.
    begun = { bytes: 0, validator: null, totalBytes: null }
  }
  throw new ConnectionError('unknown', 'GET …: the answers fit nothing')
}

async function write(
  handle: FileHandle,
  { body }: StreamAnswer,
  offset: number,
  save: (change: Partial<DownloadRecord>) => void,
  { clock, signal, arrived }: TransferDeps,
): Promise<void> {
  let at = offset
  let safe = offset
  const idle = watchIdle(clock, () => body.destroy(new ConnectionError('timeout', 'GET …')))
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      idle.seen()
      await handle.write(chunk, 0, chunk.length, at)
      at += chunk.length
      arrived(at)
      if (at - safe < SAFE_EVERY_BYTES) continue
      await handle.datasync()
      safe = at
      save({ safeBytes: safe })
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : isNetwork(error) ? asConnection(error) : diskError(error)
  } finally {
    idle.stop()
    body.destroy()
    // Not when the disk is what failed.
    await handle.datasync().then(
      () => {
        save({ safeBytes: at })
      },
      () => undefined,
    )
  }
}

function watchIdle(clock: Clock, onIdle: () => void): { seen: () => void; stop: () => void } {
  let last = clock.monotonic()
  let cancel: () => void = () => undefined
  const look = (): void => {
    if (clock.monotonic() - last >= IDLE_MS) onIdle()
    else cancel = clock.schedule(LOOK_EVERY_MS, look)
  }
  cancel = clock.schedule(LOOK_EVERY_MS, look)
  return {
    seen: () => {
      last = clock.monotonic()
    },
    stop: () => {
      cancel()
    },
  }
}

const NETWORK = /^(?:ECONN|EPIPE|ETIMEDOUT|ENET|EHOST|HPE_|ERR_STREAM_PREMATURE_CLOSE)/

function isNetwork(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof ServerError) return true
  return error instanceof Error && 'code' in error && NETWORK.test(String(error.code))
}

function asConnection(error: unknown): unknown {
  return error instanceof ConnectionError ? error : new ConnectionError('reset', 'GET …', { cause: error })
}
