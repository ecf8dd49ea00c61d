export { useDownloadsStore } from './downloads.store'
export { default as DownloadsButton } from './DownloadsButton.vue'
