import type { EventName, EventPayload, MethodInput, MethodName, MethodOutput } from '@shared/ipc/contract'

type Awaitable<T> = T | Promise<T>

/** One function per method of the contract; `serve` does not compile while one is missing. */
export type Handlers = {
  [Name in MethodName]: (input: MethodInput<Name>) => Awaitable<MethodOutput<Name>>
}

/** The handlers of one area: `HandlersOf<'accounts'>` is every `accounts.…`. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<MethodName, `${Area}.${string}`>>

/** Tells every window a fact. */
export interface Publisher {
  publish<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
}
