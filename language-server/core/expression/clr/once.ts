/** Work that is done when its result is first asked for: whoever only edits policies would wait for it at every start. */
export function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: work() }
    return known.value
  }
}
