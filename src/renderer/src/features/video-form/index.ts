// What other features may use of this one.
import { onDemand } from '../../components/on-demand'

export { default as ChoiceSelect } from './ChoiceSelect.vue'
export { default as FormField } from './FormField.vue'
export { default as FormProblems } from './FormProblems.vue'
export { default as FormSection } from './FormSection.vue'
export { default as FormSections } from './FormSections.vue'
export { provideForm, useForm, type FormPicture, type UnknownField, type VideoForm } from './form'
export { useFormPlaces } from './use-form-places'

export const MarkdownPreview = onDemand(() => import('./MarkdownPreview.vue'))
