/** The middle value; of an even number the upper one of the two. NaN for none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

export const MIB = 1024 * 1024

/** Three digits behind the point at most: no measure here is finer than that. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
