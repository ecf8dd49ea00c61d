// What other features may use of this one.
export { default as VideoPicture } from './VideoPicture.vue'
