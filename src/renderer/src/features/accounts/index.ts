export { default as SignInDialog } from './SignInDialog.vue'
export { default as SignInSteps } from './SignInSteps.vue'
export { useSignInStore } from './sign-in.store'
