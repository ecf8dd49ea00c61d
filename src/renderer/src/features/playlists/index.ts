export { default as AddToPlaylistDialog } from './AddToPlaylistDialog.vue'
