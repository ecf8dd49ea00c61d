import type { Envelope, EventName, EventPayload, MethodInput, MethodName } from '@shared/ipc/contract'

/** Methods that take paths: the preload alone calls them, with the paths of files that a person chose or dropped. */
export const PATH_METHODS = [
  'intake.addPaths',
  'drafts.attachPaths',
  'captions.openPaths',
] as const satisfies readonly MethodName[]

export type PageMethodName = Exclude<MethodName, (typeof PATH_METHODS)[number]>

/**
 * All that the window can reach: `window.longshore`. It answers envelopes, since an Error loses its code on the way
 * through the context bridge; the renderer's `api.ts` turns them into values and thrown errors.
 */
export interface LongshoreBridge {
  call<Name extends PageMethodName>(name: Name, input: MethodInput<Name>): Promise<Envelope>
  /** Returns the unsubscribe function. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
  /** Hands dropped, pasted or chosen files to main by their paths, which never enter the page. */
  addFiles(accountId: string, files: readonly File[]): Promise<Envelope>
  /** A caption or picture file dropped on one draft. */
  attachFiles(uploadId: string, files: readonly File[]): Promise<Envelope>
  /** Caption files dropped on videos of the library. */
  dropCaptions(
    videos: readonly { accountId: string; uuid: string }[],
    files: readonly File[],
  ): Promise<Envelope>
}
