/** `1:02:03` for seconds; hours only when there are some. */
export function formatTimecode(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`
    : `${String(minutes)}:${two(seconds % 60)}`
}

/** Seconds of `1:23`, `01:02:03` or `83`; null when it is no time. */
export function parseTimecode(text: string): number | null {
  const match = /^\s*(?:(\d{1,3}):)?(?:(\d{1,5}):)?(\d{1,6})\s*$/.exec(text)
  if (!match) return null
  const [, first, second, last] = match
  const parts = [first, second, last].filter((part) => part !== undefined).map(Number)
  if (parts.slice(1).some((part) => part > 59)) return null
  return parts.reduce((seconds, part) => seconds * 60 + part, 0)
}
