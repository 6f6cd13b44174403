import type { ClrType } from './clr-type.ts'

/** Code can name any number of types; what it makes of them is forgotten all at once when there is too much of it. */
const MOST = 4096

/**
 * Works something out once per pair of types. Goes by their identity, which `clrType` keeps for nearly all.
 * @param work must depend on the two types alone
 */
export function oncePerPair<T>(
  work: (a: ClrType, b: ClrType) => T | undefined,
): (a: ClrType, b: ClrType) => T | undefined {
  const known = new Map<ClrType, Map<ClrType, { readonly found: T | undefined }>>()
  let count = 0
  return (a, b) => {
    let ofFirst = known.get(a)
    const done = ofFirst?.get(b)
    if (done !== undefined) return done.found
    const found = work(a, b)
    if (count >= MOST) {
      known.clear()
      count = 0
      ofFirst = undefined
    }
    if (ofFirst === undefined) {
      // The work may have asked for the same type.
      ofFirst = known.get(a) ?? new Map()
      known.set(a, ofFirst)
    }
    ofFirst.set(b, { found })
    count += 1
    return found
  }
}
