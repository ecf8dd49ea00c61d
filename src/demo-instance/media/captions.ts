/** SubRip to WebVTT, in the form that PeerTube gives it: numbered cues, lines that end as on Windows. */
export function srtToVtt(srt: string): string {
  const cues = srt
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .map((cue) => cue.replace(/(\d{2}:\d{2}:\d{2}),(\d{3})/g, '$1.$2'))
  return `WEBVTT FILE\n\n${cues.join('\n\n')}\n\n`.replace(/\n/g, '\r\n')
}
