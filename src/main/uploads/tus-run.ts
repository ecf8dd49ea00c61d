import type { UploadOptions } from 'tus-js-client'
import { sliceReader, type Fingerprint } from './file-reader'
import type { StackContext } from './stack-request'
import { PeerTubeStack } from './tus-stack'
import { sessionUrl } from './uploadx'
import { noUrlStorage } from './url-storage'

export interface TusRunOptions {
  /** Of the routes that take the upload, without a query. */
  endpoint: string
  file: Fingerprint
  /** Null: an init creates the session. */
  uploadId: string | null
  /** Bytes of the chunk that begins at an offset. */
  chunkSizeAt: (offset: number) => number
  /** Bytes of the file that are on their way or there, by the socket. */
  onProgress: (bytesSent: number) => void
  /** The server's offset after a chunk. */
  onAccepted: (offset: number) => void
  stack: Omit<StackContext, 'onOffset'>
}

/**
 * One pass of the driver over one session: resolves once the last byte was accepted, rejects with the first thing
 * that went otherwise, or with the signal's reason. It repeats nothing: that is the queue's business. The driver is
 * loaded with the first upload.
 */
export async function runTus(options: TusRunOptions): Promise<void> {
  const { signal } = options.stack
  const { DetailedError, Upload } = await import('tus-js-client')
  await new Promise<void>((resolve, reject) => {
    const onOffset = (offset: number): void => {
      driver.options.chunkSize = options.chunkSizeAt(offset)
    }
    const stack = new PeerTubeStack({ ...options.stack, onOffset })
    const driver = new Upload(emptyInput(), {
      ...driverOptions(options, stack),
      onSuccess: () => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      },
      onError: (error) => {
        signal.removeEventListener('abort', onAbort)
        reject(error instanceof DetailedError ? (error.causingError ?? error) : error)
      },
      onChunkComplete: (_size, accepted) => {
        options.onAccepted(accepted)
      },
    })
    const onAbort = (): void => {
      void driver.abort()
      void stack.idle().then(() => {
        reject(signal.reason as Error)
      })
    }
    if (signal.aborted) onAbort()
    else {
      signal.addEventListener('abort', onAbort, { once: true })
      driver.start()
    }
  })
}

function driverOptions(options: TusRunOptions, stack: PeerTubeStack): UploadOptions {
  const { endpoint } = options
  return {
    endpoint,
    uploadUrl: options.uploadId === null ? null : sessionUrl(endpoint, options.uploadId),
    uploadSize: options.file.bytes,
    parallelUploads: 1,
    retryDelays: null,
    metadata: {},
    fingerprint: () => Promise.resolve(''),
    storeFingerprintForResuming: false,
    removeFingerprintOnSuccess: false,
    urlStorage: noUrlStorage,
    fileReader: sliceReader(options.file),
    httpStack: stack,
    onProgress: options.onProgress,
  }
}

/** The driver wants an input; ours is read by the reader's own path. */
function emptyInput(): Buffer {
  return Buffer.alloc(0)
}
