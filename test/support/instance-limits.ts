import type { InstanceLimits } from '@shared/accounts/choices'

/** The limits of a plain PeerTube 6.3, with every feature that a test may want. */
export function instanceLimits(changes: Partial<InstanceLimits> = {}): InstanceLimits {
  return {
    version: '6.3.0',
    videoExtensions: ['.mp4', '.webm', '.mov', '.mkv'],
    imageExtensions: ['.png', '.jpg', '.jpeg', '.webp'],
    imageMaxBytes: 4 * 1024 * 1024,
    captionExtensions: ['.vtt', '.srt'],
    captionMaxBytes: 20 * 1024 * 1024,
    maxChunkSize: null,
    features: {
      chapters: true,
      passwords: true,
      commentsPolicy: true,
      nsfwFlags: true,
      transcription: true,
      previewPart: true,
      replaceFile: true,
      playerTheme: true,
      embedPrivacy: true,
    },
    ...changes,
  }
}
