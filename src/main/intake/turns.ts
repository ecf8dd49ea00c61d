/** Lets everything else that waits on the event loop have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/**
 * Maps in order with at most `limit` calls at a time. The first rejection rejects; calls that run then go on, and no
 * new ones start.
 */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length)
  const entries = items.entries()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) {
      if (failed) return
      try {
        results[index] = await work(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
