import type { ExpressionSource } from './tree.ts'

/**
 * Puts the values of named values into code, as the service does before it compiles: textually, in strings too. A name without a value
 * stays as it stands.
 * @param namedValues values by display name
 */
export function substituteNamedValues(
  { code, toRaw }: Pick<ExpressionSource, 'code' | 'toRaw'>,
  namedValues: ReadonlyMap<string, string> | undefined,
): { readonly code: string; readonly toRaw: ((offset: number) => number) | undefined } {
  if (!namedValues || namedValues.size === 0 || !code.includes('{{')) return { code, toRaw }
  // Where each piece of the new code comes from.
  const pieces: { at: number; from: number; length: number; exact: boolean }[] = []
  let result = ''
  let last = 0
  const keep = (to: number) => {
    pieces.push({ at: result.length, from: last, length: to - last, exact: true })
    result += code.slice(last, to)
  }
  for (const match of code.matchAll(/\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/g)) {
    const value = namedValues.get(match[1] ?? '')
    if (value === undefined) continue
    keep(match.index)
    pieces.push({ at: result.length, from: match.index, length: value.length, exact: false })
    result += value
    last = match.index + match[0].length
  }
  keep(code.length)
  const back = (offset: number): number => {
    const piece = pieces.findLast((one) => one.at <= offset)
    if (!piece) return offset
    return piece.exact ? piece.from + Math.min(offset - piece.at, piece.length) : piece.from
  }
  return { code: result, toRaw: toRaw ? (offset) => toRaw(back(offset)) : back }
}
