const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
  '.ogg': 'video/ogg',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.oga': 'audio/ogg',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
}

/** Stores of files that know no better. */
const VAGUE = new Set(['', 'application/octet-stream', 'binary/octet-stream'])

/** Whether an answer of this `Content-Type` may be a video: a proxy's sign-in page is not. */
export function isMediaType(contentType: string | undefined): boolean {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  // `.ogg` files are called so by some servers, `.mkv` and others have names of their own below `video/`.
  return VAGUE.has(type) || /^(?:video|audio)\/[\w.+-]+$/.test(type) || type === 'application/ogg'
}

/** What the page is told: our own word, never the server's. */
export function playerType(extension: string): string {
  return BY_EXTENSION[extension] ?? 'application/octet-stream'
}
