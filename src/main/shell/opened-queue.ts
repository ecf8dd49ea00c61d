/** What was opened with the app, kept until somebody listens. */
export class OpenedQueue {
  private listener: ((paths: string[]) => void) | null = null
  private early: string[] = []

  /** Files of a command line or of the system's "open with"; also a further start that opened nothing. */
  open(paths: readonly string[]): void {
    if (this.listener === null) this.early = this.early.concat(paths)
    else this.listener([...paths])
  }

  /** `listener` gets what was opened so far, and then each further start. */
  onOpened(listener: (paths: string[]) => void): void {
    this.listener = listener
    const { early } = this
    this.early = []
    if (early.length > 0) listener(early)
  }
}
