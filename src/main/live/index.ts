export { Lives } from './lives'
export { settingsForms } from './settings-forms'
export type { StreamPart } from './preview'
