import { rounded } from './numbers'

/** One line of `bench-output/results.json`. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** With its direction, such as `>= 0.85`. */
  bar: string
  met: boolean
}

export const atLeast = (name: string, value: number, unit: string, bound: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  bar: `>= ${bound}`,
  met: value >= bound,
})

export const atMost = (name: string, value: number, unit: string, bound: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  bar: `<= ${bound}`,
  met: value <= bound,
})

const HEADER = ['figure', 'value', 'unit', 'bar', 'met'] as const

/** The figures as a table of plain text. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    HEADER,
    ...figures.map(({ name, value, unit, bar, met }) => [name, String(value), unit, bar, met ? 'yes' : 'NO']),
  ]
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
