import { block } from './regex-blocks.ts'

/** Whether a UTF-16 unit is in a class. */
export type CharTest = (code: number) => boolean

const lowers = new Map<number, number>()

/** As `char.ToLowerInvariant`: one unit to one unit. */
export function lower(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code
  return mapped(lowers, code, (text) => text.toLowerCase())
}

const uppers = new Map<number, number>()
function upper(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code
  return mapped(uppers, code, (text) => text.toUpperCase())
}

function mapped(known: Map<number, number>, code: number, by: (text: string) => string): number {
  const done = known.get(code)
  if (done !== undefined) return done
  const text = by(String.fromCharCode(code))
  const to = text.length === 1 ? text.charCodeAt(0) : code
  known.set(code, to)
  return to
}

/** A class of one Unicode category, group of categories or block; undefined for a name .NET does not know. */
export function namedClass(name: string): CharTest | undefined {
  const range = block(name)
  if (range) return (code) => code >= range[0] && code <= range[1]
  if (!/^(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/.test(name)) return undefined
  return byPattern(new RegExp(`^\\p{${name}}$`, 'u'))
}

/** Answers of a JavaScript class, kept. */
function byPattern(pattern: RegExp): CharTest {
  const known = new Uint8Array(65_536)
  return (code) => {
    const done = known[code]
    if (done) return done === 2
    const found = pattern.test(String.fromCharCode(code))
    known[code] = found ? 2 : 1
    return found
  }
}

export const digit: CharTest = byPattern(/^\p{Nd}$/u)
export const word: CharTest = byPattern(/^[\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u)
/** For `\b` the joiners are within words too. */
export const wordAtBoundary: CharTest = (code) => code === 0x200c || code === 0x200d || word(code)
export const space: CharTest = byPattern(/^[\t-\r\x85\p{Z}]$/u)
export const ecmaDigit: CharTest = (code) => code >= 48 && code <= 57
export const ecmaWord: CharTest = (code) =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (code >= 97 && code <= 122) ||
  code === 0x130
export const ecmaSpace: CharTest = (code) => code === 32 || (code >= 9 && code <= 13)
export const not =
  (test: CharTest): CharTest =>
  (code) =>
    !test(code)

/** What stands in square brackets. */
export class ClassBuilder {
  negated = false
  less: CharTest | undefined
  private readonly ranges: (readonly [number, number])[] = []
  private readonly classes: CharTest[] = []

  addRange(from: number, to: number): void {
    this.ranges.push([from, to])
  }
  addClass(test: CharTest): void {
    this.classes.push(test)
  }

  /** Without regard to case .NET looks at the lower case of the text, so `\p{Lu}` then finds nothing. */
  build(ignoreCase: boolean): CharTest {
    const { ranges, classes, negated, less } = this
    const inRanges = (code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to)
    const test = (code: number): boolean => {
      const seen = ignoreCase ? lower(code) : code
      const found = inRanges(seen) || (ignoreCase && inRanges(upper(seen))) || classes.some((one) => one(seen))
      return found !== negated && !(less?.(code) ?? false)
    }
    // Most texts are ASCII: those answers are worked out once.
    const ascii = Array.from({ length: 128 }, (_, code) => test(code))
    return (code) => (code < 128 ? ascii[code] === true : test(code))
  }
}
