import type { Call } from '../definition.ts'
import { argumentNull, outOfRange } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { parsePattern } from './regex-parse.ts'
import { assemble, type Program } from './regex-program.ts'
import { expandReplacement } from './regex-replacement.ts'
import { type Found, regexSteps, search } from './regex-run.ts'
import type { Pattern } from './regex-tree.ts'
import type { ClrObject } from './values.ts'

const ns = 'System.Text.RegularExpressions.'

export class ClrCapture implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}Capture`)
  readonly value: string
  readonly index: number
  constructor(value: string, index: number) {
    this.value = value
    this.index = index
  }
  clrText(): string {
    return this.value
  }
}

export class ClrGroup extends ClrCapture {
  override readonly clrType: ClrType = clrType(`${ns}Group`)
  readonly success: boolean
  readonly captures: readonly ClrCapture[]
  readonly name: string
  constructor(captures: readonly ClrCapture[], name: string) {
    const last = captures.at(-1)
    super(last?.value ?? '', last?.index ?? 0)
    this.success = last !== undefined
    this.captures = captures
    this.name = name
  }
}

export class ClrMatch extends ClrGroup {
  override readonly clrType: ClrType = clrType(`${ns}Match`)
  readonly groups: readonly ClrGroup[]
  readonly input: string
  private readonly regex: ClrRegex | undefined
  constructor(input: string, groups: readonly ClrGroup[], regex?: ClrRegex) {
    super(groups[0]?.captures ?? [], '0')
    this.groups = groups
    this.input = input
    this.regex = regex
  }
  group(key: string | number): ClrGroup {
    const number = typeof key === 'number' ? key : this.regex?.numberOf(key)
    const slot = number === undefined || !this.regex ? number : this.regex.pattern.numbers.indexOf(number)
    return this.groups[slot ?? -1] ?? new ClrGroup([], '')
  }
  next(call?: Call): ClrMatch {
    if (!this.success || !this.regex) return this
    return this.regex.after(this, call)
  }
  expand(replacement: string): string {
    return expandReplacement(replacement, this, this.regex)
  }
}

const noMatch = (input: string): ClrMatch => new ClrMatch(input, [new ClrGroup([], '0')])
/** `Match.Empty`. */
export const emptyMatch = noMatch('')

/** A .NET pattern, made ready to be matched. */
export class ClrRegex implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}Regex`)
  readonly source: string
  readonly options: number
  readonly pattern: Pattern
  /** So many steps one search may take. */
  readonly steps: number
  private readonly program: Program

  constructor(source: string, options: number, steps = regexSteps) {
    this.source = source
    this.options = options
    this.steps = steps
    this.pattern = parsePattern(source, options)
    this.program = assemble(this.pattern)
  }

  /** The pattern with another limit. */
  within(steps: number): ClrRegex {
    return steps === this.steps ? this : new ClrRegex(this.source, this.options, steps)
  }

  clrText(): string {
    return this.source
  }

  numberOf(name: string): number | undefined {
    return this.pattern.names.get(name) ?? (/^\d+$/.test(name) ? Number(name) : undefined)
  }
  nameOf(number: number): string {
    for (const [name, one] of this.pattern.names) if (one === number) return name
    return ''
  }

  /** @throws ClrException when the search takes too many steps */
  match(input: string, call?: Call, from?: number): ClrMatch {
    const found = this.find(input, call, from)
    return found ? this.matchOf(input, found) : noMatch(input)
  }
  /** @throws ClrException when the search takes too many steps */
  isMatch(input: string, call?: Call, from?: number): boolean {
    return this.find(input, call, from) !== undefined
  }

  private find(input: string, call: Call | undefined, from = this.pattern.back ? input.length : 0): Found | undefined {
    if (from < 0 || from > input.length)
      throw outOfRange('Start index cannot be less than 0 or greater than input length.')
    const { back, numbers } = this.pattern
    return search(this.program, numbers.length, {
      input,
      from,
      back,
      steps: this.steps,
      ...(call && { onSteps: (count) => call.tick(1 + (count >> 4)) }),
    })
  }

  private matchOf(input: string, { captures }: Found): ClrMatch {
    const groups = captures.map((pairs, slot) => {
      const list: ClrCapture[] = []
      for (let at = 0; at < pairs.length; at += 2) {
        const start = pairs[at] ?? 0
        list.push(new ClrCapture(input.slice(start, pairs[at + 1]), start))
      }
      return new ClrGroup(list, this.nameOf(this.pattern.numbers[slot] ?? 0))
    })
    return new ClrMatch(input, groups, this)
  }

  after(match: ClrMatch, call?: Call): ClrMatch {
    const { input, value, index } = match
    const { back } = this.pattern
    const edge = back ? index : index + value.length
    const from = value === '' ? edge + (back ? -1 : 1) : edge
    return from < 0 || from > input.length ? noMatch(input) : this.match(input, call, from)
  }

  /** @param most of them; all where it is negative */
  matches(input: string, call?: Call, most = -1, from?: number): ClrMatch[] {
    const found: ClrMatch[] = []
    for (
      let match = this.match(input, call, from);
      match.success && found.length !== most;
      match = this.after(match, call)
    )
      found.push(match)
    return found
  }

  replace(input: string, by: (match: ClrMatch) => string, call?: Call, most = -1, from?: number): string {
    const found = this.matches(input, call, most, from)
    let result = ''
    let at = 0
    // From right to left, the matches are made in that order and put back in the other.
    const texts = found.map((match) => ({ match, text: by(match) }))
    for (const { match, text } of this.pattern.back ? texts.reverse() : texts) {
      result += input.slice(at, match.index) + text
      at = match.index + match.value.length
    }
    return result + input.slice(at)
  }

  split(input: string, call?: Call, most = 0, from?: number): string[] {
    if (most === 1) return [input]
    const parts: string[] = []
    let at = 0
    const found = this.matches(input, call, most > 0 ? most - 1 : -1, from)
    for (const match of this.pattern.back ? found.reverse() : found) {
      parts.push(input.slice(at, match.index))
      const groups = match.groups.slice(1).filter((group) => group.success)
      parts.push(...groups.map((group) => group.value))
      at = match.index + match.value.length
    }
    return [...parts, input.slice(at)]
  }
}

const cache = new Map<string, ClrRegex>()

/** .NET keeps the patterns of the static methods too. @throws ClrException for a pattern that .NET refuses */
export function regexOf(pattern: string | null, options: number): ClrRegex {
  if (pattern === null) throw argumentNull('pattern')
  if (options < 0 || options > 1023 || (options & 128) !== 0)
    throw outOfRange('Specified argument was out of the range of valid values.\nParameter name: options')
  if ((options & 256) !== 0 && (options & ~(256 | 1 | 2 | 8 | 512)) !== 0)
    throw outOfRange('Specified argument was out of the range of valid values.\nParameter name: options')
  const key = `${options}:${pattern}`
  const done = cache.get(key)
  if (done) return done
  const made = new ClrRegex(pattern, options)
  if (cache.size > 200) cache.clear()
  cache.set(key, made)
  return made
}
