// What other features may use of this one.
export { problemText } from './problem-text'
export { useUploadsStore } from './uploads.store'
