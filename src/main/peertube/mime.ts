/** What PeerTube's upload filter accepts, by extension: the operating system's own ideas are not asked. */
const videos: Record<string, string> = {
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp4: 'video/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  qt: 'video/quicktime',
  mqv: 'video/quicktime',
  m4v: 'video/x-m4v',
  flv: 'video/x-flv',
  f4v: 'video/x-f4v',
  wmv: 'video/x-ms-wmv',
  avi: 'video/x-msvideo',
  '3gp': 'video/3gpp',
  '3gpp': 'video/3gpp',
  '3g2': 'video/3gpp2',
  '3gpp2': 'video/3gpp2',
  nut: 'application/x-nut',
  mts: 'video/mp2t',
  ts: 'video/mp2t',
  m2ts: 'video/m2ts',
  mpv: 'video/mpv',
  m2v: 'video/mpeg2',
  m1v: 'video/mpeg',
  mpg: 'video/mpeg',
  mpe: 'video/mpeg',
  mpeg: 'video/mpeg',
  vob: 'video/mpeg',
  mxf: 'application/mxf',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wma: 'audio/x-ms-wma',
  wav: 'audio/wav',
  flac: 'audio/flac',
  aac: 'audio/aac',
  m4a: 'audio/mp4',
  ac3: 'audio/ac3',
  m4b: 'audio/x-m4b',
}

const smallFiles: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
}

const OTHER = 'application/octet-stream'

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot <= 0 ? '' : fileName.slice(dot + 1).toLowerCase()
}

/** `X-Upload-Content-Type` for a video or audio file. */
export function videoMime(fileName: string): string {
  return videos[extensionOf(fileName)] ?? OTHER
}

/** `Content-Type` of a picture's or a caption's part. */
export function pictureOrCaptionMime(fileName: string): string {
  return smallFiles[extensionOf(fileName)] ?? OTHER
}
