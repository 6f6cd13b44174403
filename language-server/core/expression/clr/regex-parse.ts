import { argument } from './clr-exception.ts'
import {
  type CharTest,
  ClassBuilder,
  digit,
  ecmaDigit,
  ecmaSpace,
  ecmaWord,
  lower,
  namedClass,
  not,
  space,
  word,
} from './regex-class.ts'
import { type Groups, numberGroups } from './regex-groups.ts'
import { option, withLetters } from './regex-options.ts'
import type { Pattern, PatternNode } from './regex-tree.ts'

/**
 * Reads a pattern of .NET.
 * https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference
 * @throws ClrException `ArgumentException` for one that .NET refuses
 */
export function parsePattern(pattern: string, options: number): Pattern {
  const groups = numberGroups(pattern, options)
  const root = new Reader(pattern, options, groups).read()
  return { root, numbers: groups.numbers, names: groups.names, back: (options & option.back) !== 0 }
}

class Reader {
  private readonly pattern: string
  private readonly groups: Groups
  private options: number
  private at = 0
  private unnamed = 1

  constructor(pattern: string, options: number, groups: Groups) {
    this.pattern = pattern
    this.options = options
    this.groups = groups
  }

  read(): PatternNode {
    const root = this.choice()
    if (this.at < this.pattern.length) this.fail("Too many )'s.")
    return root
  }

  private fail(what: string): never {
    throw argument(`parsing "${this.pattern}" - ${what}`)
  }
  private has(bit: number): boolean {
    return (this.options & bit) !== 0
  }
  private get back(): boolean {
    return this.has(option.back)
  }
  private looking(text: string): boolean {
    return this.pattern.startsWith(text, this.at)
  }
  private take(text: string): boolean {
    if (!this.looking(text)) return false
    this.at += text.length
    return true
  }
  private taken(by: RegExp): RegExpExecArray | null {
    by.lastIndex = this.at
    const found = by.exec(this.pattern)
    if (found) this.at += found[0].length
    return found
  }

  private choice(): PatternNode {
    const back = this.back
    const items: PatternNode[] = []
    let sequence: PatternNode[] = []
    const close = () => {
      const [only] = sequence
      items.push(sequence.length === 1 && only ? only : { kind: 'sequence', items: sequence, back })
      sequence = []
    }
    for (;;) {
      this.blanks()
      if (this.at >= this.pattern.length || this.looking(')')) break
      if (this.take('|')) {
        close()
        continue
      }
      const item = this.quantified()
      if (item) sequence.push(item)
    }
    close()
    const [only] = items
    return items.length === 1 && only ? only : { kind: 'choice', items }
  }

  /** Comments, and white space where it means nothing. */
  private blanks(): void {
    for (;;) {
      if (this.has(option.spaced) && this.taken(/[\t-\r ]+|#[^\n]*\n?/y)) continue
      if (!this.looking('(?#')) return
      const end = this.pattern.indexOf(')', this.at)
      if (end < 0) this.fail('Unterminated (?#...) comment.')
      this.at = end + 1
    }
  }

  private quantifier(): { least: number; most: number } | undefined {
    if (this.take('*')) return { least: 0, most: Number.POSITIVE_INFINITY }
    if (this.take('+')) return { least: 1, most: Number.POSITIVE_INFINITY }
    if (this.take('?')) return { least: 0, most: 1 }
    const counted = this.taken(/\{(\d+)(,(\d*))?\}/y)
    if (!counted) return undefined
    const least = Number(counted[1])
    const most = counted[2] === undefined ? least : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3])
    if (least > most) this.fail('Illegal {x,y} with x > y.')
    return { least, most }
  }

  private quantified(): PatternNode | undefined {
    if (this.quantifier()) this.fail('Quantifier {x,y} following nothing.')
    const item = this.atom()
    if (!item) return undefined
    this.blanks()
    const range = this.quantifier()
    if (!range) return item
    this.blanks()
    const lazy = this.take('?')
    this.blanks()
    if (this.quantifier()) this.fail('Nested quantifier.')
    return { kind: 'repeat', item, ...range, lazy }
  }

  private atom(): PatternNode | undefined {
    const char = this.pattern[this.at++] ?? ''
    switch (char) {
      case '.':
        return this.charIn(this.has(option.singleline) ? () => true : (code) => code !== 10)
      case '^':
        return { kind: 'anchor', anchor: this.has(option.multiline) ? 'line-begin' : 'begin' }
      case '$':
        return { kind: 'anchor', anchor: this.has(option.multiline) ? 'line-end' : 'end-line' }
      case '[':
        return this.charIn(this.characterClass())
      case '\\':
        return this.escape()
      case '(':
        return this.group()
      default:
        return this.char(char.charCodeAt(0))
    }
  }

  private charIn(test: CharTest): PatternNode {
    return { kind: 'char', test, back: this.back }
  }
  private char(code: number): PatternNode {
    const { back } = this
    if (!this.has(option.ignoreCase) || (lower(code) === code && code < 128 && !(code >= 97 && code <= 122)))
      return { kind: 'char', test: (one) => one === code, back, literal: code }
    const low = lower(code)
    return { kind: 'char', test: (one) => lower(one) === low, back }
  }

  private escape(): PatternNode {
    const char = this.pattern[this.at]
    if (char === undefined) this.fail('Illegal \\ at end of pattern.')
    const ecma = this.has(option.ecma)
    switch (char) {
      case 'A':
        this.at++
        return { kind: 'anchor', anchor: 'begin' }
      case 'z':
        this.at++
        return { kind: 'anchor', anchor: 'end' }
      case 'Z':
        this.at++
        return { kind: 'anchor', anchor: 'end-line' }
      case 'G':
        this.at++
        return { kind: 'anchor', anchor: 'start' }
      case 'b':
        this.at++
        return { kind: 'anchor', anchor: ecma ? 'ecma-boundary' : 'boundary' }
      case 'B':
        this.at++
        return { kind: 'anchor', anchor: ecma ? 'ecma-no-boundary' : 'no-boundary' }
      default:
    }
    const test = this.classEscape()
    if (test) return this.charIn(test)
    const named = this.taken(/k(?:<(\w+)>|'(\w+)')|<(\w+)>|'(\w+)'/y)
    if (named) {
      const name = named.slice(1).find((one) => one !== undefined) ?? ''
      const group = this.groups.names.get(name) ?? (/^\d+$/.test(name) ? Number(name) : -1)
      if (!this.groups.numbers.includes(group))
        this.fail(
          /^\d+$/.test(name)
            ? `Reference to undefined group number ${name}.`
            : `Reference to undefined group name ${name}.`,
        )
      return this.reference(group)
    }
    if (char === 'k') this.fail('Malformed \\k<...> named back reference.')
    const number = /\d+/y
    number.lastIndex = this.at
    const digits = char === '0' ? undefined : number.exec(this.pattern)?.[0]
    if (digits !== undefined) {
      if (this.groups.numbers.includes(Number(digits))) {
        this.at += digits.length
        return this.reference(Number(digits))
      }
      if (digits.length === 1 && !ecma) this.fail(`Reference to undefined group number ${digits}.`)
    }
    return this.char(this.charEscape())
  }

  private reference(group: number): PatternNode {
    return { kind: 'reference', group, ignoreCase: this.has(option.ignoreCase), back: this.back }
  }

  /** `\d` and its like; nothing is read when it is none. */
  private classEscape(): CharTest | undefined {
    const ecma = this.has(option.ecma)
    const char = this.pattern[this.at] ?? ''
    const plain: Readonly<Record<string, CharTest>> = ecma
      ? { d: ecmaDigit, w: ecmaWord, s: ecmaSpace }
      : { d: digit, w: word, s: space }
    const test = Object.hasOwn(plain, char.toLowerCase()) ? plain[char.toLowerCase()] : undefined
    if (test) {
      this.at++
      return char === char.toLowerCase() ? test : not(test)
    }
    if (char !== 'p' && char !== 'P') return undefined
    this.at++
    const name = this.taken(/\{([\w-]+)\}/y)?.[1] ?? this.fail('Incomplete \\p{X} character escape.')
    const known = namedClass(name) ?? this.fail(`Unknown property '${name}'.`)
    return char === 'p' ? known : not(known)
  }

  /** The unit that an escape stands for. */
  private charEscape(): number {
    const octal = this.taken(/[0-7]{1,3}/y)
    if (octal) return Number.parseInt(octal[0], 8) & 0xff
    const char = this.pattern[this.at++] ?? ''
    const simple: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 }
    if (Object.hasOwn(simple, char)) return simple[char] ?? 0
    if (char === 'x' || char === 'u') {
      const hex = this.taken(char === 'x' ? /[0-9a-fA-F]{2}/y : /[0-9a-fA-F]{4}/y)
      return Number.parseInt(hex?.[0] ?? this.fail('Insufficient hexadecimal digits.'), 16)
    }
    if (char === 'c') {
      const control = this.pattern[this.at++] ?? this.fail('Missing control character.')
      const code = control.toUpperCase().charCodeAt(0) - 64
      return code >= 0 && code < 32 ? code : this.fail('Unrecognized control character.')
    }
    const code = char.charCodeAt(0)
    if (this.has(option.ecma) ? ecmaWord(code) : word(code)) this.fail(`Unrecognized escape sequence \\${char}.`)
    return code
  }

  private characterClass(): CharTest {
    const builder = new ClassBuilder()
    builder.negated = this.take('^')
    let from: number | undefined
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) this.fail('Unterminated [] set.')
      if (!first && this.take(']')) break
      let code: number
      if (this.take('\\')) {
        const test = this.classEscape()
        if (test) {
          if (from !== undefined) this.fail('Cannot include class in character range.')
          builder.addClass(test)
          continue
        }
        if (this.at >= this.pattern.length) this.fail('Illegal \\ at end of pattern.')
        code = this.take('-') ? 45 : this.charEscape()
      } else {
        // A name such as [:alpha:] is read and left out.
        if (from === undefined) this.taken(/\[:\w*:(?=\])/y)
        if (this.pattern[this.at] === ']' && !first) continue
        code = this.pattern.charCodeAt(this.at++)
      }
      if (from !== undefined) {
        if (from > code) this.fail('[x-y] range in reverse order.')
        builder.addRange(from, code)
        from = undefined
      } else if (this.looking('-[')) {
        this.at += 2
        builder.addRange(code, code)
        builder.less = this.characterClass()
        if (!this.take(']')) this.fail('A subtraction must be the last element in a character class.')
        break
      } else if (this.looking('-') && this.at + 1 < this.pattern.length && this.pattern[this.at + 1] !== ']') {
        this.at++
        from = code
      } else builder.addRange(code, code)
      if (this.looking('-[') && from === undefined && code !== 45) {
        this.at += 2
        builder.less = this.characterClass()
        if (!this.take(']')) this.fail('A subtraction must be the last element in a character class.')
        break
      }
    }
    return builder.build(this.has(option.ignoreCase))
  }

  private group(): PatternNode | undefined {
    const outer = this.options
    if (!this.looking('?')) {
      const group = this.has(option.explicit) ? undefined : this.unnamed++
      const item = this.inner()
      return group === undefined ? item : { kind: 'capture', item, group }
    }
    const named = this.taken(/\?(?:<(\w*)(-\w+)?>|'(\w*)(-\w+)?')/y)
    if (named) return this.namedGroup(named[1] ?? named[3] ?? '', named[2] ?? named[4])
    if (this.take('?(')) return this.condition()
    const options = this.taken(/\?([imnsx]*(?:-[imnsx]*)?)([:)])/y)
    if (options) {
      this.options = withLetters(outer, options[1] ?? '')
      if (options[2] === ')') return undefined
      const item = this.inner()
      this.options = outer
      return item
    }
    const opening = this.taken(/\?(?:[=!>]|<[=!])/y)?.[0] ?? this.fail('Unrecognized grouping construct.')
    if (opening === '?>') return { kind: 'atomic', item: this.inner() }
    this.options = opening[1] === '<' ? outer | option.back : outer & ~option.back
    const item = this.inner()
    this.options = outer
    return { kind: 'look', item, negative: opening.endsWith('!') }
  }

  private inner(): PatternNode {
    const outer = this.options
    const item = this.choice()
    this.options = outer
    if (!this.take(')')) this.fail("Not enough )'s.")
    return item
  }

  private namedGroup(name: string, balanced: string | undefined): PatternNode {
    const numberOf = (text: string): number =>
      this.groups.names.get(text) ??
      (/^\d+$/.test(text) && this.groups.numbers.includes(Number(text))
        ? Number(text)
        : this.fail(`Reference to undefined group name ${text}.`))
    if (name === '' && balanced === undefined)
      this.fail('Invalid group name: Group names must begin with a word character.')
    if (/^0+$/.test(name)) this.fail('Capture number cannot be zero.')
    if (/^\d+\D/.test(name)) this.fail('Invalid group name: Group names must begin with a word character.')
    const balances = balanced === undefined ? undefined : numberOf(balanced.slice(1))
    const item = this.inner()
    return {
      kind: 'capture',
      item,
      group: name === '' ? -1 : numberOf(name),
      ...(balances !== undefined && { balances }),
    }
  }

  private condition(): PatternNode {
    const name = /(\w+)\)/y
    name.lastIndex = this.at
    const known = name.exec(this.pattern)
    const text = known?.[1] ?? ''
    const group = /^\d+$/.test(text)
      ? this.groups.numbers.includes(Number(text))
        ? Number(text)
        : this.fail(`(?(${text}) ) reference to undefined group.`)
      : this.groups.names.get(text)
    let look: PatternNode | undefined
    if (group !== undefined) this.at += (known?.[0] ?? '').length
    else {
      const outer = this.options
      // What a condition looks for may itself be written as a look-around.
      const around = this.taken(/\?(?:[=!]|<[=!])/y)?.[0]
      if (around) this.options = around[1] === '<' ? outer | option.back : outer & ~option.back
      const item = this.inner()
      this.options = outer
      look = around?.endsWith('!') ? { kind: 'look', item, negative: true } : item
    }
    const branches = this.inner()
    const items = branches.kind === 'choice' ? branches.items : [branches]
    if (items.length > 2) this.fail('Too many | in (?()|).')
    const [yes = { kind: 'empty' }, no = { kind: 'empty' }] = items
    return { kind: 'condition', ...(look ? { look } : { group: group ?? 0 }), yes, no }
  }
}
