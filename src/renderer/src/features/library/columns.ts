import type { LIBRARY_COLUMNS, LibrarySort } from '@shared/library/library'

export type SortColumn = (typeof LIBRARY_COLUMNS)[number]

/** Columns beside the title, which is always there. */
export const COLUMNS = [
  'channel',
  'privacy',
  'state',
  'duration',
  'views',
  'bytes',
  'publishedAt',
  'scheduledAt',
  'createdAt',
  'updatedAt',
  'captions',
] as const

export type Column = (typeof COLUMNS)[number]

interface ColumnLook {
  /** Pixels. */
  width: number
  /** Figures stand at the end of their cell. */
  isFigure: boolean
  isSortable: boolean
  /** Who gives way first where there is little room: the highest. */
  rank: number
}

const LOOKS: Record<Column, ColumnLook> = {
  channel: { width: 150, isFigure: false, isSortable: true, rank: 8 },
  privacy: { width: 142, isFigure: false, isSortable: true, rank: 4 },
  state: { width: 132, isFigure: false, isSortable: true, rank: 5 },
  duration: { width: 82, isFigure: true, isSortable: true, rank: 2 },
  views: { width: 86, isFigure: true, isSortable: true, rank: 3 },
  bytes: { width: 88, isFigure: true, isSortable: true, rank: 6 },
  publishedAt: { width: 116, isFigure: true, isSortable: true, rank: 1 },
  scheduledAt: { width: 156, isFigure: true, isSortable: true, rank: 7 },
  createdAt: { width: 116, isFigure: true, isSortable: true, rank: 9 },
  updatedAt: { width: 116, isFigure: true, isSortable: true, rank: 10 },
  captions: { width: 108, isFigure: false, isSortable: false, rank: 11 },
}

export const DEFAULT_COLUMNS: readonly Column[] = [
  'privacy',
  'state',
  'duration',
  'views',
  'bytes',
  'publishedAt',
  'scheduledAt',
]

/** Less than this says too little of a title, beside its picture. */
const TITLE_PX = 340
const GAP_PX = 12

export function lookOf(column: Column): ColumnLook {
  return LOOKS[column]
}

/** Pixels that the person gave to columns; the others have their usual ones. */
export type Widths = Readonly<Partial<Record<Column, number>>>

export const NARROWEST_PX = 64
export const WIDEST_PX = 480

export function widthOf(column: Column, widths: Widths): number {
  return widths[column] ?? LOOKS[column].width
}

/** With another width of one column, within what is of use. */
export function withWidth(widths: Widths, column: Column, px: number): Widths {
  return { ...widths, [column]: Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, px))) }
}

/** With the usual width of one column. */
export function withoutWidth(widths: Widths, column: Column): Widths {
  return Object.fromEntries(Object.entries(widths).filter(([name]) => name !== column))
}

/** The chosen columns that fit into `width` pixels beside the title, in their order. */
export function fitColumns(chosen: readonly Column[], width: number, widths: Widths = {}): Column[] {
  let room = width - TITLE_PX
  const fitting = new Set<Column>()
  for (const column of [...chosen].sort((one, other) => LOOKS[one].rank - LOOKS[other].rank)) {
    room -= widthOf(column, widths) + GAP_PX
    if (room < 0) break
    fitting.add(column)
  }
  return COLUMNS.filter((column) => fitting.has(column))
}

/** For `grid-template-columns`. */
export function templateOf(columns: readonly Column[], widths: Widths = {}): string {
  return ['minmax(0, 1fr)', ...columns.map((column) => `${String(widthOf(column, widths))}px`)].join(' ')
}

/** Words begin with A, figures and dates with the largest. */
function beginsDescending(column: SortColumn): boolean {
  return !['name', 'channel', 'privacy', 'state'].includes(column)
}

/** The order after a click on the head of a column: its own first, then the other way round. */
export function nextSort(sort: LibrarySort, column: SortColumn): LibrarySort {
  if (sort.column !== column) return { column, descending: beginsDescending(column) }
  return { column, descending: !sort.descending }
}
