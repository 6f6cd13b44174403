import { argument, argumentNull, badFormat, outOfRange, overflow } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

export const ticksPerMillisecond = 10_000n
export const ticksPerSecond = 10_000_000n
export const ticksPerMinute = 600_000_000n
export const ticksPerHour = 36_000_000_000n
export const ticksPerDay = 864_000_000_000n
/** Ticks of 1970-01-01. */
export const epoch = 621_355_968_000_000_000n
export const maxTicks = 3_155_378_975_999_999_999n

const dateTime = clrType('System.DateTime')
const dateTimeOffset = clrType('System.DateTimeOffset')
const timeSpan = clrType('System.TimeSpan')

export type DateTimeKind = 'Unspecified' | 'Utc' | 'Local'

/** Ticks of 100 ns since 0001-01-01. The gateway's local time is UTC. */
export class ClrDateTime implements ClrObject {
  readonly ticks: bigint
  readonly kind: DateTimeKind
  constructor(ticks: bigint, kind: DateTimeKind = 'Unspecified') {
    if (ticks < 0n || ticks > maxTicks)
      throw outOfRange('The added or subtracted value results in an un-representable DateTime.')
    this.ticks = ticks
    this.kind = kind
  }
  get clrType(): ClrType {
    return dateTime
  }
}

export class ClrDateTimeOffset implements ClrObject {
  /** Of the clock that shows the offset. */
  readonly ticks: bigint
  readonly offset: bigint
  constructor(ticks: bigint, offset: bigint) {
    if (ticks < 0n || ticks > maxTicks)
      throw outOfRange('The UTC time represented when the offset is applied must be between year 0 and 10,000.')
    this.ticks = ticks
    this.offset = offset
  }
  get utcTicks(): bigint {
    return this.ticks - this.offset
  }
  get clrType(): ClrType {
    return dateTimeOffset
  }
}

export class ClrTimeSpan implements ClrObject {
  readonly ticks: bigint
  constructor(ticks: bigint) {
    this.ticks = ticks
  }
  get clrType(): ClrType {
    return timeSpan
  }
}

/** .NET Framework rounds to whole milliseconds when it makes ticks of a double. */
export const millisecondTicks = (value: number, unit: bigint): bigint => {
  if (Number.isNaN(value)) throw argument('TimeSpan does not accept floating point Not-a-Number values.')
  const milliseconds = (value * Number(unit)) / 10_000
  const rounded = milliseconds < 0 ? Math.ceil(milliseconds - 0.5) : Math.floor(milliseconds + 0.5)
  if (Math.abs(rounded) > 922_337_203_685_477) throw overflow('TimeSpan overflowed because the duration is too long.')
  return BigInt(rounded) * ticksPerMillisecond
}

export interface CalendarParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly fraction: number
  /** 0 is Sunday. */
  readonly dayOfWeek: number
  readonly dayOfYear: number
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
export const daysInMonth = (year: number, month: number): number =>
  [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

export function calendar(ticks: bigint): CalendarParts {
  const date = new Date(
    Number(
      (ticks - epoch) / ticksPerMillisecond - (ticks < epoch && (ticks - epoch) % ticksPerMillisecond !== 0n ? 1n : 0n),
    ),
  )
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + 1
  const day = date.getUTCDate()
  let dayOfYear = day
  for (let at = 1; at < month; at++) dayOfYear += daysInMonth(year, at)
  return {
    year,
    month,
    day,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: Number(ticks % ticksPerSecond),
    dayOfWeek: date.getUTCDay(),
    dayOfYear,
  }
}

/** Ticks of a date and time of day; throws when there is no such date. */
export function ticksOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): bigint {
  const valid =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60 &&
    millisecond >= 0 &&
    millisecond < 1000
  if (!valid) throw outOfRange('Year, Month, and Day parameters describe an un-representable DateTime.')
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  return BigInt(date.getTime()) * ticksPerMillisecond + epoch
}

export function addMonths(ticks: bigint, months: number): bigint {
  const at = calendar(ticks)
  const index = at.year * 12 + at.month - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  if (year < 1 || year > 9999)
    throw outOfRange('The added or subtracted value results in an un-representable DateTime.')
  return ticksOf(year, month, Math.min(at.day, daysInMonth(year, month))) + (ticks % ticksPerDay)
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const two = (value: number): string => String(value).padStart(2, '0')

export const dayNames = days

interface Clock {
  readonly ticks: bigint
  /** What K and z print: undefined for an unspecified kind. */
  readonly zone: 'none' | 'utc' | bigint
}

function printOffset(offset: bigint, style: 'z' | 'zz' | 'zzz'): string {
  const minutes = Number((offset < 0n ? -offset : offset) / ticksPerMinute)
  const sign = offset < 0n ? '-' : '+'
  const hours = Math.floor(minutes / 60)
  if (style === 'z') return sign + hours
  return style === 'zz' ? sign + two(hours) : `${sign}${two(hours)}:${two(minutes % 60)}`
}

const standardDates: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  t: 'HH:mm',
  T: 'HH:mm:ss',
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  U: 'dddd, dd MMMM yyyy HH:mm:ss',
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
}

/** https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings, invariant culture. */
function formatClock(clock: Clock, format: string): string {
  let pattern = format
  if (format.length === 1) {
    const standard = standardDates[format]
    if (!standard) throw badFormat()
    pattern = standard
  }
  const at = calendar(clock.ticks)
  const fraction = String(at.fraction).padStart(7, '0')
  const offset = typeof clock.zone === 'bigint' ? clock.zone : 0n
  return pattern.replace(
    /'([^']*)'|"([^"]*)"|\\(.)|%(?=.)|d+|f+|F+|g+|h+|H+|K|m+|M+|s+|t+|y+|z+|\.F+/g,
    (token, single?: string, double?: string, escaped?: string) => {
      const literal = single ?? double ?? escaped
      if (literal !== undefined) return literal
      const width = token.length
      const padded = (value: number) => (width === 1 ? String(value) : two(value))
      switch (token[0]) {
        case 'd':
          return width <= 2
            ? padded(at.day)
            : width === 3
              ? (days[at.dayOfWeek] ?? '').slice(0, 3)
              : (days[at.dayOfWeek] ?? '')
        case 'f':
          return fraction.slice(0, width)
        case 'F':
          return fraction.slice(0, width).replace(/0+$/, '')
        case '.': {
          const shown = fraction.slice(0, width - 1).replace(/0+$/, '')
          return shown === '' ? '' : `.${shown}`
        }
        case 'g':
          return 'A.D.'
        case 'h':
          return padded(at.hour % 12 || 12)
        case 'H':
          return padded(at.hour)
        case 'K':
          return clock.zone === 'none' ? '' : clock.zone === 'utc' ? 'Z' : printOffset(offset, 'zzz')
        case 'm':
          return padded(at.minute)
        case 'M':
          return width <= 2
            ? padded(at.month)
            : width === 3
              ? (months[at.month - 1] ?? '').slice(0, 3)
              : (months[at.month - 1] ?? '')
        case 's':
          return padded(at.second)
        case 't':
          return (at.hour < 12 ? 'AM' : 'PM').slice(0, width === 1 ? 1 : 2)
        case 'y':
          return width === 1
            ? String(at.year % 100)
            : width === 2
              ? two(at.year % 100)
              : String(at.year).padStart(width, '0')
        case 'z':
          return printOffset(offset, width === 1 ? 'z' : width === 2 ? 'zz' : 'zzz')
        default:
          return ''
      }
    },
  )
}

export function formatDateTime(value: ClrDateTime, format = 'G'): string {
  return formatClock(
    { ticks: value.ticks, zone: value.kind === 'Utc' ? 'utc' : value.kind === 'Local' ? 0n : 'none' },
    format || 'G',
  )
}

export function formatDateTimeOffset(value: ClrDateTimeOffset, format = ''): string {
  if (format === '') return formatClock({ ticks: value.ticks, zone: value.offset }, 'MM/dd/yyyy HH:mm:ss zzz')
  const universal = format === 'r' || format === 'R' || format === 'u'
  return formatClock({ ticks: universal ? value.utcTicks : value.ticks, zone: value.offset }, format)
}

/** https://learn.microsoft.com/dotnet/standard/base-types/standard-timespan-format-strings */
export function formatTimeSpan(value: ClrTimeSpan, format = 'c'): string {
  const negative = value.ticks < 0n
  const ticks = negative ? -value.ticks : value.ticks
  const dayCount = ticks / ticksPerDay
  const hours = Number((ticks / ticksPerHour) % 24n)
  const minutes = Number((ticks / ticksPerMinute) % 60n)
  const seconds = Number((ticks / ticksPerSecond) % 60n)
  const fraction = String(ticks % ticksPerSecond).padStart(7, '0')
  const sign = negative ? '-' : ''
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds)}`
  switch (format || 'c') {
    case 'c':
    case 't':
    case 'T':
      return `${sign}${dayCount > 0n ? `${dayCount}.` : ''}${clock}${fraction === '0000000' ? '' : `.${fraction}`}`
    case 'g': {
      const shown = fraction.replace(/0+$/, '')
      return `${sign}${dayCount > 0n ? `${dayCount}:` : ''}${hours}:${two(minutes)}:${two(seconds)}${shown ? `.${shown}` : ''}`
    }
    case 'G':
      return `${sign}${dayCount}:${clock}.${fraction}`
    default:
  }
  return format.replace(
    /'([^']*)'|"([^"]*)"|\\(.)|%|d+|h+|m+|s+|f+|F+|./gs,
    (token, single?: string, double?: string, escaped?: string) => {
      const literal = single ?? double ?? escaped
      if (literal !== undefined) return literal
      const width = token.length
      switch (token[0]) {
        case '%':
          return ''
        case 'd':
          return String(dayCount).padStart(width, '0')
        case 'h':
          return width === 1 ? String(hours) : two(hours)
        case 'm':
          return width === 1 ? String(minutes) : two(minutes)
        case 's':
          return width === 1 ? String(seconds) : two(seconds)
        case 'f':
          return fraction.slice(0, width)
        case 'F':
          return fraction.slice(0, width).replace(/0+$/, '')
        default:
          throw badFormat()
      }
    },
  )
}

export interface ParsedClock {
  readonly ticks: bigint
  /** Undefined when the text names no zone. */
  readonly offset?: bigint
}

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,}))?)?)?\s*(Z|GMT|[+-]\d{1,2}(?::?\d{2})?)?$/i
const slashed =
  /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,}))?)?(?: (AM|PM))?)?\s*(Z|GMT|[+-]\d{1,2}:?\d{2})?$/i
const worded =
  /^(?:[A-Za-z]+,? )?(?:(\d{1,2}) ([A-Za-z]{3,9})|([A-Za-z]{3,9}) (\d{1,2}))[ ,]+(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: (AM|PM))?)?\s*(Z|GMT|[+-]\d{1,2}:?\d{2})?$/i

/** Reads what `DateTime.Parse` reads in the invariant culture, for the forms that policies meet. */
export function parseClock(text: string): ParsedClock | undefined {
  const trimmed = text.trim()
  const zoned = (ticks: bigint, zone: string | undefined): ParsedClock => {
    if (!zone) return { ticks }
    if (/^(z|gmt)$/i.test(zone)) return { ticks, offset: 0n }
    const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? []
    const offset = (BigInt(hours) * 60n + BigInt(minutes)) * ticksPerMinute
    return { ticks, offset: sign === '-' ? -offset : offset }
  }
  const fractionTicks = (digits: string | undefined): bigint => BigInt((digits ?? '').slice(0, 7).padEnd(7, '0'))
  const hourOf = (hour: string | undefined, half: string | undefined): number => {
    const value = Number(hour ?? 0)
    return half ? (value % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : value
  }
  try {
    let match = iso.exec(trimmed)
    if (match) {
      const [, year, month, day, hour, minute, second, fraction, zone] = match
      return zoned(
        ticksOf(
          Number(year),
          Number(month),
          Number(day),
          hourOf(hour, undefined),
          Number(minute ?? 0),
          Number(second ?? 0),
        ) + fractionTicks(fraction),
        zone,
      )
    }
    match = slashed.exec(trimmed)
    if (match) {
      const [, month, day, year, hour, minute, second, fraction, half, zone] = match
      return zoned(
        ticksOf(
          Number(year),
          Number(month),
          Number(day),
          hourOf(hour, half),
          Number(minute ?? 0),
          Number(second ?? 0),
        ) + fractionTicks(fraction),
        zone,
      )
    }
    match = worded.exec(trimmed)
    if (match) {
      const [, dayFirst, monthSecond, monthFirst, daySecond, year, hour, minute, second, half, zone] = match
      const name = (monthSecond ?? monthFirst ?? '').toLowerCase()
      const month = months.findIndex((one) => one.toLowerCase() === name || one.slice(0, 3).toLowerCase() === name) + 1
      if (month === 0) return undefined
      return zoned(
        ticksOf(
          Number(year),
          month,
          Number(dayFirst ?? daySecond),
          hourOf(hour, half),
          Number(minute ?? 0),
          Number(second ?? 0),
        ),
        zone,
      )
    }
  } catch {
    return undefined
  }
  return undefined
}

/** A text with a zone becomes local time, which is UTC here. */
export function parseDateTime(text: string | null): ClrDateTime {
  if (text === null) throw argumentNull('s')
  const parsed = parseClock(text)
  if (!parsed) throw badFormat('String was not recognized as a valid DateTime.')
  return parsed.offset === undefined
    ? new ClrDateTime(parsed.ticks)
    : new ClrDateTime(parsed.ticks - parsed.offset, 'Local')
}

export const dateTimeOfMilliseconds = (milliseconds: number, kind: DateTimeKind): ClrDateTime =>
  new ClrDateTime(BigInt(Math.floor(milliseconds)) * ticksPerMillisecond + epoch, kind)

/** Reads `[-][d.]hh:mm[:ss[.fffffff]]` or whole days. */
export function parseTimeSpan(text: string): ClrTimeSpan | undefined {
  const match =
    /^\s*(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?\s*$/.exec(text) ??
    /^\s*(-?)(\d+):(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,7}))?\s*$/.exec(text)
  if (!match) {
    const whole = /^\s*(-?\d+)\s*$/.exec(text)
    return whole ? new ClrTimeSpan(BigInt(whole[1] ?? '0') * ticksPerDay) : undefined
  }
  let [, sign, day, hour, minute, second, fraction] = match
  // What cannot be hours are days: 25:00:00 is 25 days.
  if (day === undefined && Number(hour) > 23 && second !== undefined && fraction === undefined)
    [day, hour, minute, second] = [hour, minute, second, undefined]
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
  const ticks =
    BigInt(day ?? 0) * ticksPerDay +
    BigInt(hour ?? 0) * ticksPerHour +
    BigInt(minute ?? 0) * ticksPerMinute +
    BigInt(second ?? 0) * ticksPerSecond +
    BigInt((fraction ?? '').padEnd(7, '0'))
  return new ClrTimeSpan(sign === '-' ? -ticks : ticks)
}
