import { ClrException } from './clr-exception.ts'

/** A limit that protects the host was reached: no `catch` of the expression stops it. */
export class LimitReached extends ClrException {}

/** So many characters a string may have, far below what .NET allows. */
const textLimit = 16_777_216
/** So many elements an array may have. */
export const arrayLimit = 16_777_216

export interface Meter {
  /** @throws LimitReached when the evaluation has taken too long */
  tick(count?: number): void
}

let active: Meter | undefined

/** Counts what is done while `run` runs, also in sequences that are computed lazily. */
export function metered<T>(meter: Meter, run: () => T): T {
  const outer = active
  active = meter
  try {
    return run()
  } finally {
    active = outer
  }
}

/** A step of whatever is evaluated now. */
export function tick(count = 1): void {
  active?.tick(count)
}

const tooLarge = (what: string): LimitReached =>
  new LimitReached('System.OutOfMemoryException', `The expression made ${what}, more than is allowed here.`)

/** The text, when it is not too long; long ones count as work. @throws LimitReached */
export function sizedText(text: string): string {
  if (text.length < 256) return text
  if (text.length > textLimit) throw tooLarge(`a string of ${text.length} characters`)
  tick(text.length >> 6)
  return text
}

/** Counts what a call gave. @throws LimitReached when it is too large */
export function weigh(value: unknown): void {
  if (typeof value === 'string') sizedText(value)
  else if (value instanceof Uint8Array) weighItems(value.length >> 3)
  else if (value !== null && typeof value === 'object' && 'items' in value && Array.isArray(value.items))
    weighItems(value.items.length)
}

function weighItems(count: number): void {
  if (count < 256) return
  if (count > arrayLimit) throw tooLarge(`a collection of ${count} elements`)
  tick(count >> 6)
}

/** @throws LimitReached when so many elements are more than a collection may have */
export function checkCount(count: number): void {
  if (count > arrayLimit) throw tooLarge(`a collection of ${count} elements`)
}
