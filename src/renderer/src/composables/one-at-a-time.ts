/**
 * `read`, once at a time: whoever asks meanwhile gets the end of the reading that goes on, and it is read once more
 * after it, since what was asked for may have come too late for the first.
 */
export function oneAtATime(read: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | null = null
  let isDue = false

  function begin(): Promise<void> {
    isDue = false
    reading = read().finally(() => {
      reading = null
    })
    return reading
  }

  return async function load(): Promise<void> {
    if (reading !== null) {
      isDue = true
      return reading
    }
    await begin()
    if (isDue) await load()
  }
}
