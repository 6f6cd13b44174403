import { argument, argumentNull } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { translate } from './regex-translate.ts'
import type { ClrObject } from './values.ts'

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
