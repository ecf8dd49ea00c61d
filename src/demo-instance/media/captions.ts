/** SubRip to WebVTT, in the form that PeerTube gives it: numbered cues, lines that end as on Windows. */
export function srtToVtt(srt: string): string {
  const cues = srt
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .map((cue) => cue.replace(/(\d{2}:\d{2}:\d{2})(?:,(\d{1,3}))?(?=\s|$)/g, fullTime))
  return `WEBVTT FILE\n\n${cues.join('\n\n')}\n\n`.replace(/\n/g, '\r\n')
}

/** `00:00:01,5` is 5 milliseconds, as PeerTube reads it. */
function fullTime(_time: string, seconds: string, milliseconds = ''): string {
  return `${seconds}.${milliseconds.padStart(3, '0')}`
}
