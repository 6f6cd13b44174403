import { argument, notSimulated } from './clr-exception.ts'

/** A .NET pattern as one of JavaScript's. */
export interface Translated {
  readonly source: string
  readonly flags: string
  /** JavaScript's group for each of .NET's. */
  readonly order: readonly number[]
  readonly names: ReadonlyMap<string, number>
}

const refuse = (what: string): never => {
  throw notSimulated(`Regular expression: ${what}`)
}

const digit = '\\p{Nd}'
const word = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}'

/** @throws ClrException for a pattern that .NET refuses, or that cannot be translated, by its name. */
export function translate(pattern: string, options: number): Translated {
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
