import type { InstanceLimits } from '@shared/accounts/choices'

const MEBIBYTE = 1024 * 1024

/**
 * What PeerTube takes when its administrator changed nothing. A drop is kept with these when the instance was never asked and
 * can't be asked now; the real limits are checked again before a byte is sent.
 */
export const FALLBACK_LIMITS: InstanceLimits = {
  version: '0.0.0',
  videoExtensions:
    '.webm .ogv .ogg .mp4 .mkv .mov .qt .mqv .m4v .flv .f4v .wmv .avi .3gp .3gpp .3g2 .3gpp2 .nut .mts .m2ts .ts .mpv .m2v .m1v .mpg .mpe .mpeg .vob .mxf .mp3 .wma .wav .flac .aac .m4a .ac3'.split(
      ' ',
    ),
  imageExtensions: ['.png', '.jpg', '.jpeg', '.webp'],
  imageMaxBytes: 4 * MEBIBYTE,
  captionExtensions: ['.vtt', '.srt'],
  captionMaxBytes: 20 * MEBIBYTE,
  maxChunkSize: null,
  features: {
    chapters: true,
    passwords: true,
    commentsPolicy: true,
    nsfwFlags: true,
    transcription: true,
    previewPart: true,
    replaceFile: true,
    playerTheme: false,
    embedPrivacy: false,
  },
}
