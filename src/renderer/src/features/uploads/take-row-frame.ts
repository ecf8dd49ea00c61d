/** Twice the size of a row's picture, for dense screens. */
const WIDTH = 152
const HEIGHT = 86
const JPEG_QUALITY = 0.75
/** A disk that sleeps or a share that hangs must not hold up the other rows. */
const PATIENCE_MS = 4_000
/** The very beginning is often black: a tenth into the video, but not far into a long one. */
const PART = 0.1
const LATEST_S = 10

/** A small picture of the local video of an upload. Null: it cannot be played here. Rejects when it takes too long. */
export async function takeRowFrame(id: string): Promise<Blob | null> {
  await idle()
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  try {
    return await Promise.race([frameOf(video, `/local/video/${id}`), tooLong()])
  } finally {
    // Ends the reading of the file at once.
    video.removeAttribute('src')
    video.load()
  }
}

async function frameOf(video: HTMLVideoElement, address: string): Promise<Blob | null> {
  const isPlayable = next(video, 'loadeddata')
  video.src = address
  if (!(await isPlayable) || video.videoWidth === 0) return null
  const isThere = next(video, 'seeked')
  video.currentTime = Number.isFinite(video.duration) ? Math.min(video.duration * PART, LATEST_S) : 0
  return (await isThere) ? draw(video) : null
}

/** True when it happens, false when the video breaks before. */
function next(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<boolean> {
  return new Promise((resolve) => {
    video.addEventListener(
      event,
      () => {
        resolve(true)
      },
      { once: true },
    )
    video.addEventListener(
      'error',
      () => {
        resolve(false)
      },
      { once: true },
    )
  })
}

/** Fills the picture, cutting off what is too high or too wide. */
function draw(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const scale = Math.max(WIDTH / video.videoWidth, HEIGHT / video.videoHeight)
  const width = video.videoWidth * scale
  const height = video.videoHeight * scale
  canvas.getContext('2d')?.drawImage(video, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height)
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
  })
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(
      () => {
        resolve()
      },
      { timeout: 1_000 },
    )
  })
}

function tooLong(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error('the video did not show a frame in time'))
    }, PATIENCE_MS)
  })
}
