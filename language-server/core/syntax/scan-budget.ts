/**
 * Keeps the cost of recovery linear. Looking for the end of something broken may read to the end of the document and then
 * has to be done again from the next node on. Every such fruitless look is charged here; a document may waste a few times its
 * own length, and from then on each look goes only a short way.
 */
export interface ScanBudget {
  /** How far a look that starts at an offset may read. */
  limit(from: number): number
  charge(from: number, to: number): void
}

const SHORT_LOOK = 256
const GENEROSITY = 4

export class TextBudget implements ScanBudget {
  private readonly length: number
  private left: number

  constructor(length: number) {
    this.length = length
    this.left = length * GENEROSITY
  }

  limit(from: number): number {
    return Math.min(this.length, from + Math.max(SHORT_LOOK, this.left))
  }

  charge(from: number, to: number): void {
    this.left -= to - from
  }
}

/** `indexOf` that reads no further than `limit`; slices share the text, so cutting costs nothing. */
export function indexWithin(text: string, wanted: string, from: number, limit: number): number {
  if (limit >= text.length) return text.indexOf(wanted, from)
  const found = text.slice(from, limit).indexOf(wanted)
  return found < 0 ? -1 : from + found
}
