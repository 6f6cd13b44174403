import { argument, argumentNull, notSimulated } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

export const regexOptions: Readonly<Record<string, number>> = {
  None: 0,
  IgnoreCase: 1,
  Multiline: 2,
  ExplicitCapture: 4,
  Compiled: 8,
  Singleline: 16,
  IgnorePatternWhitespace: 32,
  RightToLeft: 64,
  ECMAScript: 256,
  CultureInvariant: 512,
}

const ns = 'System.Text.RegularExpressions.'

export class ClrGroup implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}Group`)
  readonly success: boolean
  readonly value: string
  readonly index: number
  constructor(success: boolean, value: string, index: number) {
    this.success = success
    this.value = value
    this.index = index
  }
  clrText(): string {
    return this.value
  }
}

export class ClrMatch extends ClrGroup {
  override readonly clrType: ClrType = clrType(`${ns}Match`)
  readonly groups: readonly ClrGroup[]
  readonly names: ReadonlyMap<string, number>
  readonly again: (() => ClrMatch) | undefined
  readonly input: string
  constructor(
    success: boolean,
    input: string,
    groups: readonly ClrGroup[],
    names: ReadonlyMap<string, number>,
    again?: () => ClrMatch,
  ) {
    super(success, groups[0]?.value ?? '', groups[0]?.index ?? 0)
    this.groups = groups
    this.names = names
    this.again = again
    this.input = input
  }
  group(key: string | number): ClrGroup {
    const at = typeof key === 'number' ? key : (this.names.get(key) ?? (/^\d+$/.test(key) ? Number(key) : -1))
    return this.groups[at] ?? new ClrGroup(false, '', 0)
  }
  /** `$1`, `${name}`, `$0`, `$&`, `$$` and the rest of the input before and after. */
  expand(replacement: string): string {
    return replacement.replace(
      /\$(?:(\$)|(\d+)|\{(\w+)\}|(&)|(`)|('))/g,
      (whole, dollar, number?: string, name?: string, all?: string, before?: string) => {
        if (dollar) return '$'
        if (number !== undefined) return Number(number) < this.groups.length ? this.group(Number(number)).value : whole
        if (name !== undefined) return this.names.has(name) || /^\d+$/.test(name) ? this.group(name).value : whole
        if (all) return this.value
        return before ? this.input.slice(0, this.index) : this.input.slice(this.index + this.value.length)
      },
    )
  }
}

const noMatch = (input: string): ClrMatch => new ClrMatch(false, input, [new ClrGroup(false, '', 0)], new Map())

/**
 * A .NET pattern translated to a JavaScript one. What JavaScript would match differently and cannot be translated is refused by name.
 * https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference
 */
export class ClrRegex implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}Regex`)
  readonly pattern: string
  readonly options: number
  private readonly compiled: RegExp
  /** JavaScript's group for each of .NET's: unnamed groups come first there. */
  private readonly order: readonly number[]
  readonly names: ReadonlyMap<string, number>

  constructor(pattern: string, options: number) {
    this.pattern = pattern
    this.options = options
    const translated = translate(pattern, options)
    try {
      this.compiled = new RegExp(translated.source, translated.flags)
    } catch (error) {
      throw argument(
        `parsing "${pattern}" - ${error instanceof Error ? error.message.replace(/^.*: /, '') : 'is not valid'}`,
      )
    }
    this.order = translated.order
    this.names = translated.names
  }

  match(input: string, from = 0): ClrMatch {
    this.compiled.lastIndex = from
    const found = this.compiled.exec(input)
    if (!found) return noMatch(input)
    const groups = this.order.map((at) => {
      const value = found[at]
      const span = found.indices?.[at]
      return new ClrGroup(value !== undefined, value ?? '', span?.[0] ?? 0)
    })
    const end = found.index + found[0].length
    return new ClrMatch(true, input, groups, this.names, () =>
      end > input.length || (found[0] === '' && end >= input.length)
        ? noMatch(input)
        : this.match(input, found[0] === '' ? end + 1 : end),
    )
  }

  matches(input: string): ClrMatch[] {
    const found: ClrMatch[] = []
    for (let match = this.match(input); match.success; match = match.again?.() ?? noMatch(input)) found.push(match)
    return found
  }

  replace(input: string, by: (match: ClrMatch) => string, most = Number.POSITIVE_INFINITY): string {
    let result = ''
    let at = 0
    for (const match of this.matches(input).slice(0, most)) {
      result += input.slice(at, match.index) + by(match)
      at = match.index + match.value.length
    }
    return result + input.slice(at)
  }

  split(input: string): string[] {
    const parts: string[] = []
    let at = 0
    for (const match of this.matches(input)) {
      parts.push(
        input.slice(at, match.index),
        ...match.groups
          .slice(1)
          .filter((group) => group.success)
          .map((group) => group.value),
      )
      at = match.index + match.value.length
    }
    return [...parts, input.slice(at)]
  }
}

interface Translated {
  readonly source: string
  readonly flags: string
  readonly order: readonly number[]
  readonly names: ReadonlyMap<string, number>
}

const refuse = (what: string): never => {
  throw notSimulated(`Regular expression: ${what}`)
}

const digit = '\\p{Nd}'
const word = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}'

function translate(pattern: string, options: number): Translated {
  let ignoreCase = (options & 1) !== 0
  let multiline = (options & 2) !== 0
  let singleline = (options & 16) !== 0
  let spaced = (options & 32) !== 0
  const ecma = (options & 256) !== 0
  const explicit = (options & 4) !== 0
  if (options & 64) refuse('RightToLeft')
  let at = 0
  let source = ''
  let count = 0
  const unnamed: number[] = []
  /** What ends each open group, innermost last. */
  const closing: string[] = []
  const named = new Map<string, number>()
  const leading = /^\(\?([imsnx]+)\)/.exec(pattern)
  if (leading) {
    at = leading[0].length
    const set = leading[1] ?? ''
    if (set.includes('n')) refuse('(?n)')
    ignoreCase ||= set.includes('i')
    multiline ||= set.includes('m')
    singleline ||= set.includes('s')
    spaced ||= set.includes('x')
  }
  while (at < pattern.length) {
    const char = pattern[at] ?? ''
    if (char === '\\') {
      const next = pattern[at + 1]
      if (next === undefined) throw argument(`parsing "${pattern}" - Illegal \\ at end of pattern.`)
      at += 2
      source += escapeSequence(next)
    } else if (char === '[') source += characterClass()
    else if (char === '(') group()
    else if (char === ')') {
      source += closing.pop() ?? ')'
      at++
    } else if (char === '.') {
      source += singleline ? '[\\s\\S]' : '[^\\n]'
      at++
    } else if (char === '^') {
      source += multiline ? '(?<![^\\n])' : '(?<![\\s\\S])'
      at++
    } else if (char === '$') {
      source += multiline ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))'
      at++
    } else if (spaced && /\s/.test(char)) at++
    else if (spaced && char === '#') while (at < pattern.length && pattern[at] !== '\n') at++
    else if (char === '{' && !/^\{\d+(,\d*)?\}/.test(pattern.slice(at))) {
      source += '\\{'
      at++
    } else if (char === '}' && !/\{\d+(,\d*)?$/.test(source)) {
      source += '\\}'
      at++
    } else if (char === ']') {
      source += '\\]'
      at++
    } else {
      source += char === '/' ? '\\/' : char
      at++
    }
  }
  // Named groups come after all unnamed ones in .NET.
  const order = [0, ...unnamed, ...named.values()]
  const names = new Map([...named.keys()].map((name, index) => [name, 1 + unnamed.length + index]))
  return { source, flags: `dgu${ignoreCase ? 'i' : ''}`, order, names }

  function escapeSequence(next: string): string {
    switch (next) {
      case 'd':
        return ecma ? '[0-9]' : digit
      case 'D':
        return ecma ? '[^0-9]' : `[^${digit}]`
      case 'w':
        return ecma ? '\\w' : `[${word}]`
      case 'W':
        return ecma ? '\\W' : `[^${word}]`
      case 's':
      case 'S':
      case 't':
      case 'r':
      case 'n':
      case 'f':
      case 'v':
        return `\\${next}`
      case 'b':
        return ecma ? '\\b' : `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`
      case 'B':
        return ecma ? '\\B' : `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`
      case 'A':
        return '(?<![\\s\\S])'
      case 'z':
        return '(?![\\s\\S])'
      case 'Z':
        return '(?=\\n?(?![\\s\\S]))'
      case 'a':
        return '\\x07'
      case 'e':
        return '\\x1b'
      case 'G':
        return refuse('\\G')
      case 'p':
      case 'P':
        return unicodeClass(next)
      case 'k': {
        const name = /^(?:<(\w+)>|'(\w+)')/.exec(pattern.slice(at))
        if (!name) return refuse('\\k')
        at += name[0].length
        return `\\k<${name[1] ?? name[2]}>`
      }
      case 'x':
      case 'u': {
        const hex = new RegExp(next === 'x' ? '^[0-9a-fA-F]{2}' : '^[0-9a-fA-F]{4}').exec(pattern.slice(at))
        if (!hex) throw argument(`parsing "${pattern}" - Insufficient hexadecimal digits.`)
        at += hex[0].length
        return `\\u{${hex[0]}}`
      }
      default:
    }
    if (/[1-9]/.test(next))
      return named.size > 0
        ? refuse('a numbered reference beside named groups')
        : `\\${unnamed[Number(next) - 1] ?? next}`
    if (next === '0') return '\\0'
    return literal(next)
  }

  function unicodeClass(kind: string): string {
    const name = /^\{(\w+)\}/.exec(pattern.slice(at))
    if (!name?.[1]) throw argument(`parsing "${pattern}" - Incomplete \\p{X} character escape.`)
    at += name[0].length
    if (/^Is/.test(name[1])) return refuse(`the block \\${kind}{${name[1]}}`)
    return `\\${kind}{${name[1]}}`
  }

  function literal(char: string): string {
    return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : /[-]/.test(char) ? '\\x2d' : char
  }

  function characterClass(): string {
    let inner = ''
    // What no class of JavaScript can hold, beside it.
    const beside: string[] = []
    at++
    const isNegated = pattern[at] === '^'
    if (isNegated) at++
    let first = true
    const whole = (): string => {
      if (beside.length === 0) return `[${isNegated ? '^' : ''}${inner}]`
      const any = [...(inner === '' ? [] : [`[${inner}]`]), ...beside].join('|')
      return isNegated ? `(?:(?!${any})[\\s\\S])` : `(?:${any})`
    }
    for (; at < pattern.length; first = false) {
      const char = pattern[at] ?? ''
      if (char === ']' && !first) {
        at++
        return whole()
      }
      if (char === '[' && pattern[at + 1] === ':') refuse('[: in a character class')
      if (char === '-' && pattern[at + 1] === '[') {
        at++
        const less = characterClass()
        if (pattern[at] !== ']')
          throw argument(`parsing "${pattern}" - A subtraction must be the last element in a character class.`)
        at++
        return `(?:(?!${less})${whole()})`
      }
      if (char === '\\') {
        const next = pattern[at + 1] ?? ''
        at += 2
        if (next === 'b') inner += '\\x08'
        else if (next === 'D') inner += ecma ? '\\D' : '\\P{Nd}'
        else if (next === 'W') {
          if (ecma) inner += '\\W'
          else beside.push(`[^${word}]`)
        } else if (next === 'w') inner += ecma ? '\\w' : word
        else if (next === 'd') inner += ecma ? '0-9' : digit
        else if (/[AzZGBk]/.test(next)) throw argument(`parsing "${pattern}" - Unrecognized escape sequence \\${next}.`)
        else inner += escapeSequence(next)
        continue
      }
      inner +=
        /[[\]^/\\&~|(){}]/.test(char) || (char === '-' && (first || pattern[at + 1] === ']')) ? `\\${char}` : char
      at++
    }
    throw argument(`parsing "${pattern}" - Unterminated [] set.`)
  }

  function group(): void {
    const rest = pattern.slice(at)
    const name = /^\(\?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest)
    if (name) {
      const own = name[1] ?? name[2] ?? ''
      if (named.has(own)) refuse('two groups of one name')
      named.set(own, ++count)
      source += `(?<${own}>`
      closing.push(')')
      at += name[0].length
      return
    }
    const special = /^\(\?(?:[:=!]|<[=!])/.exec(rest)
    if (special) {
      source += special[0]
      closing.push(')')
      at += special[0].length
      return
    }
    if (rest.startsWith('(?#')) {
      const end = pattern.indexOf(')', at)
      if (end < 0) throw argument(`parsing "${pattern}" - Unterminated (?#...) comment.`)
      at = end + 1
      return
    }
    if (rest.startsWith('(?>')) {
      // What a lookahead captured is never tried again in another way.
      const whole = ++count
      source += '(?:(?=('
      closing.push(`))\\${whole})`)
      at += 3
      return
    }
    if (rest.startsWith('(?')) refuse(`'${rest.slice(0, 4)}'`)
    closing.push(')')
    if (explicit) source += '(?:'
    else {
      unnamed.push(++count)
      source += '('
    }
    at++
  }
}

const cache = new Map<string, ClrRegex>()

/** .NET keeps the patterns of the static methods too. */
export function regexOf(pattern: string | null, options: number): ClrRegex {
  if (pattern === null) throw argumentNull('pattern')
  const key = `${options}:${pattern}`
  const done = cache.get(key)
  if (done) return done
  const made = new ClrRegex(pattern, options)
  if (cache.size > 200) cache.clear()
  cache.set(key, made)
  return made
}
