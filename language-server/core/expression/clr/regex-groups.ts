import { argument } from './clr-exception.ts'
import { option, withLetters } from './regex-options.ts'

/** The groups of a pattern. */
export interface Groups {
  /** Ascending, 0 among them. */
  readonly numbers: readonly number[]
  readonly names: ReadonlyMap<string, number>
}

/**
 * Numbers the groups as .NET does: those without a name from 1 on as they stand, then each name the next number that is free. A number
 * for a name is that number.
 * https://learn.microsoft.com/dotnet/standard/base-types/grouping-constructs-in-regular-expressions#grouping-constructs-and-regular-expression-objects
 */
export function numberGroups(pattern: string, all: number): Groups {
  const numbers = new Set([0])
  const named: string[] = []
  const outer: number[] = []
  let options = all
  let next = 1
  const token =
    /\\[\s\S]|\(\?#[^)]*\)|\(\?(?:<(?![=!])|')(\w*)(?:-\w+)?[>']|\(\?([imnsx]*(?:-[imnsx]*)?)([:)])|\(\?(\()|\(\?|\(|\)|\[|#[^\n]*/g
  for (let found = token.exec(pattern); found; found = token.exec(pattern)) {
    const [text, name, letters, after, condition] = found
    if (text.startsWith('\\') || text.startsWith('(?#')) continue
    if (text.startsWith('#')) {
      if ((options & option.spaced) === 0) token.lastIndex = found.index + 1
      continue
    }
    if (text === '[') {
      token.lastIndex = endOfClass(pattern, found.index + 1)
      continue
    }
    if (text === ')') {
      options = outer.pop() ?? options
      continue
    }
    if (after === ')') {
      options = withLetters(options, letters ?? '')
      continue
    }
    outer.push(options)
    if (condition) {
      // What the condition asks for captures nothing by its own brackets.
      outer.push(options)
      continue
    }
    if (name !== undefined) {
      if (/^\d+$/.test(name)) numbers.add(Number(name))
      else if (name !== '' && !named.includes(name)) named.push(name)
    } else if (letters !== undefined) options = withLetters(options, letters)
    else if (text === '(' && (options & option.explicit) === 0) numbers.add(next++)
  }
  const names = new Map<string, number>()
  for (const name of named) {
    while (numbers.has(next)) next++
    numbers.add(next)
    names.set(name, next++)
  }
  const sorted = [...numbers].sort((a, b) => a - b)
  for (const number of sorted) if (![...names.values()].includes(number)) names.set(String(number), number)
  return { numbers: sorted, names }
}

/** @throws ClrException where it does not end */
function endOfClass(pattern: string, start: number): number {
  let at = start
  if (pattern[at] === '^') at++
  if (pattern[at] === ']') at++
  while (at < pattern.length) {
    if (pattern[at] === '\\') at += 2
    else if (pattern[at] === ']') return at + 1
    else if (pattern.startsWith('-[', at)) at = endOfClass(pattern, at + 2)
    else at++
  }
  throw argument(`parsing "${pattern}" - Unterminated [] set.`)
}
