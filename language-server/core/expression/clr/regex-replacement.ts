import type { ClrMatch, ClrRegex } from './regex.ts'

/**
 * `$1`, `${name}`, `$$`, `$&`, the text before and after, the last group and the whole input.
 * https://learn.microsoft.com/dotnet/standard/base-types/substitutions-in-regular-expressions
 */
export function expandReplacement(replacement: string, match: ClrMatch, regex: ClrRegex | undefined): string {
  if (!replacement.includes('$')) return replacement
  const knows = (name: string): boolean => {
    const number = regex?.numberOf(name)
    return number !== undefined && regex?.pattern.numbers.includes(number) === true
  }
  return replacement.replace(
    /\$(?:(\d+)|\{(\w+)\}|([$&`'+_]))/g,
    (whole, number?: string, name?: string, sign?: string) => {
      const key = number ?? name
      if (key !== undefined) return knows(key) ? match.group(key).value : whole
      switch (sign) {
        case '$':
          return '$'
        case '&':
          return match.value
        case '`':
          return match.input.slice(0, match.index)
        case "'":
          return match.input.slice(match.index + match.value.length)
        case '+':
          return match.groups.at(-1)?.value ?? ''
        default:
          return match.input
      }
    },
  )
}
