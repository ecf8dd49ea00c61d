export interface Turns {
  /** Processor time of the three longest turns of the event loop, in milliseconds, the longest first. */
  longestMs: [number, number, number]
  /** Of all of them together. */
  totalMs: number
}

/**
 * Watches the turns of the event loop while `work` goes on. What is counted is the processor time of this process, so
 * that other programs on the machine are no part of it.
 */
export async function turnsOf(work: () => Promise<unknown>): Promise<Turns> {
  const turns: Turns = { longestMs: [0, 0, 0], totalMs: 0 }
  let isOver = false
  let before = process.cpuUsage()
  const look = (): void => {
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1000
    const [first = 0, second = 0, third = 0] = [...turns.longestMs, ms].sort((one, other) => other - one)
    turns.longestMs = [first, second, third]
    turns.totalMs += ms
    before = process.cpuUsage()
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  isOver = true
  look()
  return turns
}
