import { forgetCalls } from './calls'

/** Before the first test file. */
export default forgetCalls
