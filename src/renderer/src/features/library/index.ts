/** What other pages use of the library: long lists are the same everywhere. */
export { RowWindows } from './row-windows'
export { useFixedRows } from './use-fixed-rows'
// What other features may use of this one.
export { default as VideoPicture } from './VideoPicture.vue'
