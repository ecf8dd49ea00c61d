// What other features may use of this one.
export { default as ChoiceSelect } from './ChoiceSelect.vue'
export { default as FormField } from './FormField.vue'
export { default as FormProblems } from './FormProblems.vue'
export { default as FormSection } from './FormSection.vue'
export { default as FormSections } from './FormSections.vue'
export { provideForm, useForm, type FormPicture, type UnknownField, type VideoForm } from './form'
export { MarkdownPreview } from './parts'
export { useFormPlaces } from './use-form-places'
