/** What other pages use of the library: long lists are the same everywhere. */
export { RowWindows } from './row-windows'
export { useFixedRows } from './use-fixed-rows'
