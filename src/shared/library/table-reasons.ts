/** Why a table as a whole can't be read; each has its sentence under `errors.table.<reason>`. */
export const TABLE_REASONS = [
  'encoding',
  'quotes',
  'columns',
  'no-uuid',
  'column-twice',
  'cells',
  'too-long',
  'too-many',
  'json',
  'record',
  'empty',
] as const

export type TableReason = (typeof TABLE_REASONS)[number]

/** Those that are told with the record of JSON in which they are; each has its sentence under `errors.records.<reason>`. */
export const RECORD_REASONS = [
  'json',
  'record',
  'no-uuid',
  'too-long',
] as const satisfies readonly TableReason[]
