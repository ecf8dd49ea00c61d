// What other features may use of this one.
export { PRIVACY_ICONS } from './privacy-icons'
export { problemText } from './problem-text'
export { useAnnouncements } from './use-announcements'
export { useUploadsStore } from './uploads.store'
