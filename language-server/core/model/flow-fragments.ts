import type { FragmentSummary, Neighbours } from './neighbours.ts'

export interface IncludedFragment {
  /** Undefined: nothing is known of it. */
  readonly fragment: FragmentSummary | undefined
  /** Another fragment includes it. */
  readonly isNested: boolean
}

/**
 * The fragments that run where these are included, each once, those that they include in their turn too.
 * @param ids of the fragments; undefined where only a run, or another tool, tells the id.
 */
export function* fragmentsRun(
  ids: readonly (string | undefined)[],
  neighbours: Neighbours | undefined,
): Iterable<IncludedFragment> {
  const known = neighbours?.fragments ?? {}
  const seen = new Set<string | undefined>(ids)
  const waiting = ids.map((id) => ({ id, isNested: false }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, isNested } = next
    const fragment = id !== undefined && Object.hasOwn(known, id) ? known[id] : undefined
    yield { fragment, isNested }
    for (const other of fragment?.includes ?? []) {
      if (seen.has(other)) continue
      seen.add(other)
      waiting.push({ id: other, isNested: true })
    }
  }
}
