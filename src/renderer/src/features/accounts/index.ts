// What other features may use of this one.
import { onDemand } from '../../components/on-demand'

export { useSignInStore } from './sign-in.store'

export const SignInDialog = onDemand(() => import('./SignInDialog.vue'))
export const SignInSteps = onDemand(() => import('./SignInSteps.vue'))
