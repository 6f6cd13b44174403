/** Pieces that change most how a document reads. */
const PIECES = ['<', '>', '/>', '</', '"', "'", '&', '@(', '@{', ')', '}', '{{', '<!--', '-->', '<![CDATA[', '\n', 'x']

/** One damaged version of a text, and where the damage is. */
export interface Damaged {
  readonly text: string
  readonly at: number
}

/**
 * Versions of a text in which something was deleted or inserted, the same for the same seed.
 * @param count how many; every other one is a deletion of 1 to 40 characters
 */
export function damaged(text: string, count: number, seed = 1): readonly Damaged[] {
  const random = seeded(seed + text.length)
  const below = (limit: number): number => Math.floor(random() * limit)
  return Array.from({ length: count }, (_, turn) => {
    const at = below(text.length + 1)
    const inserted = turn % 2 === 0 ? '' : (PIECES[below(PIECES.length)] ?? '')
    const deleted = turn % 2 === 0 ? 1 + below(40) : 0
    return { text: text.slice(0, at) + inserted + text.slice(at + deleted), at }
  })
}

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
