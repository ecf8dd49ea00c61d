import type { z } from 'zod'

/** What a method of the contract takes and answers. */
export function method<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}
