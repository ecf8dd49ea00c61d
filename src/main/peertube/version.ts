/** `6.3.0-rc.1` -> [6, 3, 0]; what is no number counts as 0. */
function numbersOf(version: string): number[] {
  const [release = ''] = version.trim().replace(/^v/i, '').split(/[-+ ]/)
  return release.split('.').map((part) => Number.parseInt(part, 10) || 0)
}

/** Whether a server's version is `wanted` or later. A release candidate counts as its release. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = numbersOf(version)
  const want = numbersOf(wanted)
  for (let index = 0; index < 3; index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
