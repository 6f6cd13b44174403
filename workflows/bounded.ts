/**
 * Runs the work for every item, at most `limit` at a time, results in the order of the items. After a failure no new work begins, and the
 * first failure is thrown.
 */
export async function mapBounded<From, To>(
  items: readonly From[],
  limit: number,
  work: (item: From) => Promise<To>,
): Promise<readonly To[]> {
  const results: To[] = []
  let next = 0
  let failed = false
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length && !failed; at = next++) {
      try {
        results[at] = await work(items[at] as From)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
