const CAPTIONS = /\.(?:srt|vtt|ass|ssa|sbv)$/i

/** Whether files of these names are captions, and nothing else. */
export function areCaptions(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => CAPTIONS.test(name))
}
