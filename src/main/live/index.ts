export { Lives } from './lives'
export type { StreamPart } from './preview'
