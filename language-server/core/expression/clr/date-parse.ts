import { ClrDateTime, ticksOf, ticksPerMinute } from './date-time.ts'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const standard: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
}

/** Reads a date of a custom format, invariant culture; undefined when the text has another form. A zone makes it local time. */
export function parseExact(text: string, format: string): ClrDateTime | undefined {
  const pattern = format.length === 1 ? (standard[format] ?? format) : format
  const fields: string[] = []
  const literalPattern = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const source = (pattern.match(/'[^']*'|"[^"]*"|\\.|%|d+|f+|F+|h+|H+|K|m+|M+|s+|t+|y+|z+|./gs) ?? [])
    .map((token) => {
      const letter = token[0] ?? ''
      if (letter === "'" || letter === '"') return literalPattern(token.slice(1, -1))
      if (letter === '\\') return literalPattern(token.slice(1))
      if (letter === '%') return ''
      if (!'dfFhHKmMstyz'.includes(letter)) return literalPattern(token)
      fields.push(token)
      if (letter === 'f') return `(\\d{${token.length}})`
      if (letter === 'F') return `(\\d{0,${token.length}})`
      if (letter === 'K') return '(Z|[+-]\\d{2}:\\d{2}|)'
      if (letter === 'z') return '([+-]\\d{1,2}(?::\\d{2})?)'
      if (letter === 't') return '([AP]M?)'
      if (letter === 'y') return token.length > 2 ? `(\\d{${token.length}})` : '(\\d{1,2})'
      if ((letter === 'd' || letter === 'M') && token.length > 2) return '([A-Za-z]+)'
      return token.length === 1 ? '(\\d{1,2})' : '(\\d{2})'
    })
    .join('')
  const match = new RegExp(`^${source}$`, 'i').exec(text)
  if (!match) return undefined
  let [year, month, day, hour, minute, second, fraction] = [1, 1, 1, 0, 0, 0, 0n]
  let afternoon: boolean | undefined
  let offset: bigint | undefined
  for (const [index, token] of fields.entries()) {
    const value = match[index + 1] ?? ''
    const number = Number(value)
    switch (token[0]) {
      case 'y':
        year = token.length <= 2 ? number + (number < 30 ? 2000 : 1900) : number
        break
      case 'M':
        month =
          token.length > 2
            ? months.findIndex((name) => (token.length === 3 ? name.slice(0, 3) : name) === value.toLowerCase()) + 1
            : number
        break
      case 'd':
        if (token.length <= 2) day = number
        break
      case 'H':
      case 'h':
        hour = number
        break
      case 'm':
        minute = number
        break
      case 's':
        second = number
        break
      case 'f':
      case 'F':
        fraction = BigInt(value.padEnd(7, '0').slice(0, 7))
        break
      case 't':
        afternoon = value.toUpperCase().startsWith('P')
        break
      default: {
        if (value === '') break
        const [hours = '0', minutes = '0'] = value.replace(/^[+-]/, '').split(':')
        const size = value.toUpperCase() === 'Z' ? 0n : (BigInt(hours) * 60n + BigInt(minutes)) * ticksPerMinute
        offset = value.startsWith('-') ? -size : size
      }
    }
  }
  if (afternoon !== undefined) hour = (hour % 12) + (afternoon ? 12 : 0)
  try {
    const ticks = ticksOf(year, month, day, hour, minute, second) + fraction
    return offset === undefined ? new ClrDateTime(ticks) : new ClrDateTime(ticks - offset, 'Local')
  } catch {
    return undefined
  }
}
