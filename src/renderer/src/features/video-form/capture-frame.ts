/** Larger than any size in which PeerTube shows a thumbnail. */
const MAX_WIDTH = 1920
const JPEG_QUALITY = 0.9

/** The picture that the player shows now, as a JPEG. Rejects when the video cannot be drawn. */
export async function captureFrame(video: HTMLVideoElement): Promise<Uint8Array<ArrayBuffer>> {
  const scale = Math.min(1, MAX_WIDTH / video.videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
  })
  if (blob === null) throw new Error('this frame cannot be drawn')
  return new Uint8Array(await blob.arrayBuffer())
}
