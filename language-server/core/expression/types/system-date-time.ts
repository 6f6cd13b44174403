import { badFormat, outOfRange } from '../clr/clr-exception.ts'
import { clrType } from '../clr/clr-type.ts'
import { parseExact } from '../clr/date-parse.ts'
import {
  addMonths,
  ClrDateTime,
  ClrTimeSpan,
  calendar,
  dateTimeOfMilliseconds,
  dayNames,
  daysInMonth,
  formatDateTime,
  isLeapYear,
  maxTicks,
  millisecondTicks,
  parseDateTime,
  ticksOf,
  ticksPerDay,
  ticksPerHour,
  ticksPerMillisecond,
  ticksPerMinute,
  ticksPerSecond,
} from '../clr/date-time.ts'
import { compare } from '../clr/equality.ts'
import { tryParse } from '../clr/parse-number.ts'
import { type ClrDouble, ClrEnum, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const kinds = { Unspecified: 0, Utc: 1, Local: 2 } as const
const kindType = clrType('System.DateTimeKind')
const dayType = clrType('System.DayOfWeek')
const days = Object.fromEntries(dayNames.map((name, index) => [name, index]))
const kindOf = (value: ClrEnum): ClrDateTime['kind'] =>
  value.value === 1 ? 'Utc' : value.value === 2 ? 'Local' : 'Unspecified'
const later = (self: ClrDateTime, ticks: bigint): ClrDateTime => new ClrDateTime(self.ticks + ticks, self.kind)
const add = (self: ClrDateTime, value: ClrDouble, unit: bigint): ClrDateTime =>
  later(self, millisecondTicks(value.value, unit))
const now = (call: Call, kind: ClrDateTime['kind']): ClrDateTime => dateTimeOfMilliseconds(call.host.now(), kind)
const midnight = (self: ClrDateTime): ClrDateTime => new ClrDateTime(self.ticks - (self.ticks % ticksPerDay), self.kind)
/** AdjustToUniversal and AssumeUniversal decide the kind; local time is UTC. */
const styled = (value: ClrDateTime, style: number): ClrDateTime => {
  if (style & 16)
    return new ClrDateTime(value.ticks, value.kind === 'Unspecified' && !(style & 96) ? 'Unspecified' : 'Utc')
  if (style & 128) return new ClrDateTime(value.ticks, value.kind === 'Local' ? 'Utc' : value.kind)
  return style & 96 && value.kind === 'Unspecified' ? new ClrDateTime(value.ticks, 'Local') : value
}

/** https://learn.microsoft.com/dotnet/api/system.datetime */
export default type({
  name: 'System.DateTime',
  summary: 'A date and a time of day. Local time is UTC in the gateway.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  zero: () => new ClrDateTime(0n),
  ctors: [
    member(
      '(int year, int month, int day)',
      'A date.',
      (_call: Call, year: number, month: number, day: number) => new ClrDateTime(ticksOf(year, month, day)),
    ),
    member(
      '(int year, int month, int day, int hour, int minute, int second)',
      'A date and time.',
      (_call: Call, year: number, month: number, day: number, hour: number, minute: number, second: number) =>
        new ClrDateTime(ticksOf(year, month, day, hour, minute, second)),
    ),
    member(
      '(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)',
      'A date and time of a clock.',
      (
        _call: Call,
        year: number,
        month: number,
        day: number,
        hour: number,
        minute: number,
        second: number,
        kind: ClrEnum,
      ) => new ClrDateTime(ticksOf(year, month, day, hour, minute, second), kindOf(kind)),
    ),
    member(
      '(int year, int month, int day, int hour, int minute, int second, int millisecond)',
      'A date and time.',
      (
        _call: Call,
        year: number,
        month: number,
        day: number,
        hour: number,
        minute: number,
        second: number,
        ms: number,
      ) => new ClrDateTime(ticksOf(year, month, day, hour, minute, second, ms)),
    ),
    member(
      '(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)',
      'A date and time of a clock.',
      (
        _call: Call,
        year: number,
        month: number,
        day: number,
        hour: number,
        minute: number,
        second: number,
        ms: number,
        kind: ClrEnum,
      ) => new ClrDateTime(ticksOf(year, month, day, hour, minute, second, ms), kindOf(kind)),
    ),
    member(
      '(long ticks)',
      'So many ticks of 100 ns since year 1.',
      (_call: Call, ticks: bigint) => new ClrDateTime(ticks),
    ),
    member(
      '(long ticks, DateTimeKind kind)',
      'So many ticks of a clock.',
      (_call: Call, ticks: bigint, kind: ClrEnum) => new ClrDateTime(ticks, kindOf(kind)),
    ),
  ],
  statics: [
    member('DateTime Now', 'The local time, which is UTC.', (call: Call) => now(call, 'Local')),
    member('DateTime UtcNow', 'The time in UTC.', (call: Call) => now(call, 'Utc')),
    member('DateTime Today', 'The date of today.', (call: Call) => midnight(now(call, 'Local'))),
    member('DateTime MinValue', 'The first moment of year 1.', () => new ClrDateTime(0n)),
    member('DateTime MaxValue', 'The last moment of year 9999.', () => new ClrDateTime(maxTicks)),
    member(
      'DateTime Parse(string s)',
      'Reads a date; one with a zone becomes local time.',
      (_call: Call, text: string) => parseDateTime(text),
    ),
    member(
      'DateTime Parse(string s, IFormatProvider provider)',
      'Reads a date; one with a zone becomes local time.',
      (_call: Call, text: string) => parseDateTime(text),
    ),
    member(
      'DateTime Parse(string s, IFormatProvider provider, DateTimeStyles styles)',
      'Reads a date in a style.',
      (_call: Call, text: string, _provider: unknown, style: ClrEnum) => styled(parseDateTime(text), style.value),
    ),
    member(
      'bool TryParse(string s, out DateTime result)',
      'Reads a date, or gives the least one and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, new ClrDateTime(0n), () => parseDateTime(text ?? '')),
    ),
    member(
      'DateTime ParseExact(string s, string format, IFormatProvider provider)',
      'Reads a date of a format.',
      (_call: Call, text: string, format: string) => {
        const parsed = parseExact(text, format)
        if (!parsed) throw badFormat('String was not recognized as a valid DateTime.')
        return parsed
      },
    ),
    member(
      'DateTime ParseExact(string s, string format, IFormatProvider provider, DateTimeStyles style)',
      'Reads a date of a format.',
      (_call: Call, text: string, format: string, _provider: unknown, style: ClrEnum) => {
        const parsed = parseExact(text, format)
        if (!parsed) throw badFormat('String was not recognized as a valid DateTime.')
        return styled(parsed, style.value)
      },
    ),
    member(
      'int DaysInMonth(int year, int month)',
      'How many days a month has.',
      (_call: Call, year: number, month: number) => {
        if (month < 1 || month > 12) throw outOfRange('Month must be between one and twelve.\nParameter name: month')
        if (year < 1 || year > 9999) throw outOfRange('Year must be between 1 and 9999.\nParameter name: year')
        return daysInMonth(year, month)
      },
    ),
    member('bool IsLeapYear(int year)', 'Whether a year has a 29 February.', (_call: Call, year: number) => {
      if (year < 1 || year > 9999) throw outOfRange('Year must be between 1 and 9999.\nParameter name: year')
      return isLeapYear(year)
    }),
    member(
      'DateTime SpecifyKind(DateTime value, DateTimeKind kind)',
      'The same clock reading of another clock.',
      (_call: Call, value: ClrDateTime, kind: ClrEnum) => new ClrDateTime(value.ticks, kindOf(kind)),
    ),
    member(
      'int Compare(DateTime t1, DateTime t2)',
      'The order of two dates.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => compare(a, b),
    ),
    member('DateTime op_Addition(DateTime d, TimeSpan t)', 'Later.', (_call: Call, a: ClrDateTime, b: ClrTimeSpan) =>
      later(a, b.ticks),
    ),
    member(
      'TimeSpan op_Subtraction(DateTime d1, DateTime d2)',
      'The time between.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => new ClrTimeSpan(a.ticks - b.ticks),
    ),
    member(
      'DateTime op_Subtraction(DateTime d, TimeSpan t)',
      'Earlier.',
      (_call: Call, a: ClrDateTime, b: ClrTimeSpan) => later(a, -b.ticks),
    ),
    member(
      'bool op_Equality(DateTime a, DateTime b)',
      'Whether they are equal.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks === b.ticks,
    ),
    member(
      'bool op_Inequality(DateTime a, DateTime b)',
      'Whether they differ.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks !== b.ticks,
    ),
    member(
      'bool op_LessThan(DateTime a, DateTime b)',
      'Whether it is less.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks < b.ticks,
    ),
    member(
      'bool op_GreaterThan(DateTime a, DateTime b)',
      'Whether it is greater.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks > b.ticks,
    ),
    member(
      'bool op_LessThanOrEqual(DateTime a, DateTime b)',
      'Whether it is not greater.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks <= b.ticks,
    ),
    member(
      'bool op_GreaterThanOrEqual(DateTime a, DateTime b)',
      'Whether it is not less.',
      (_call: Call, a: ClrDateTime, b: ClrDateTime) => a.ticks >= b.ticks,
    ),
  ],
  members: [
    member('int Year', 'The year.', (_call, self: ClrDateTime) => calendar(self.ticks).year),
    member('int Month', 'The month, from 1.', (_call, self: ClrDateTime) => calendar(self.ticks).month),
    member('int Day', 'The day of the month.', (_call, self: ClrDateTime) => calendar(self.ticks).day),
    member('int Hour', 'The hour.', (_call, self: ClrDateTime) => calendar(self.ticks).hour),
    member('int Minute', 'The minute.', (_call, self: ClrDateTime) => calendar(self.ticks).minute),
    member('int Second', 'The second.', (_call, self: ClrDateTime) => calendar(self.ticks).second),
    member('int Millisecond', 'The millisecond.', (_call, self: ClrDateTime) =>
      Number((self.ticks / ticksPerMillisecond) % 1000n),
    ),
    member('long Ticks', 'Ticks of 100 ns since year 1.', (_call, self: ClrDateTime) => self.ticks),
    member(
      'DateTimeKind Kind',
      'Which clock it is of.',
      (_call, self: ClrDateTime) => new ClrEnum(kindType, kinds[self.kind], kinds),
    ),
    member(
      'DayOfWeek DayOfWeek',
      'The day of the week.',
      (_call, self: ClrDateTime) => new ClrEnum(dayType, calendar(self.ticks).dayOfWeek, days),
    ),
    member(
      'int DayOfYear',
      'The day of the year, from 1.',
      (_call, self: ClrDateTime) => calendar(self.ticks).dayOfYear,
    ),
    member('DateTime Date', 'Without the time of day.', (_call, self: ClrDateTime) => midnight(self)),
    member(
      'TimeSpan TimeOfDay',
      'The time since midnight.',
      (_call, self: ClrDateTime) => new ClrTimeSpan(self.ticks % ticksPerDay),
    ),
    member('DateTime Add(TimeSpan value)', 'Later.', (_call, self: ClrDateTime, value: ClrTimeSpan) =>
      later(self, value.ticks),
    ),
    member('DateTime AddDays(double value)', 'So many days later.', (_call, self: ClrDateTime, value: ClrDouble) =>
      add(self, value, ticksPerDay),
    ),
    member('DateTime AddHours(double value)', 'So many hours later.', (_call, self: ClrDateTime, value: ClrDouble) =>
      add(self, value, ticksPerHour),
    ),
    member(
      'DateTime AddMinutes(double value)',
      'So many minutes later.',
      (_call, self: ClrDateTime, value: ClrDouble) => add(self, value, ticksPerMinute),
    ),
    member(
      'DateTime AddSeconds(double value)',
      'So many seconds later, to the millisecond.',
      (_call, self: ClrDateTime, value: ClrDouble) => add(self, value, ticksPerSecond),
    ),
    member(
      'DateTime AddMilliseconds(double value)',
      'So many milliseconds later.',
      (_call, self: ClrDateTime, value: ClrDouble) => add(self, value, ticksPerMillisecond),
    ),
    member('DateTime AddTicks(long value)', 'So many ticks later.', (_call, self: ClrDateTime, value: bigint) =>
      later(self, value),
    ),
    member(
      'DateTime AddMonths(int months)',
      'So many months later; the day is kept where the month has it.',
      (_call, self: ClrDateTime, months: number) => new ClrDateTime(addMonths(self.ticks, months), self.kind),
    ),
    member(
      'DateTime AddYears(int value)',
      'So many years later.',
      (_call, self: ClrDateTime, years: number) => new ClrDateTime(addMonths(self.ticks, years * 12), self.kind),
    ),
    member(
      'TimeSpan Subtract(DateTime value)',
      'The time between.',
      (_call, self: ClrDateTime, other: ClrDateTime) => new ClrTimeSpan(self.ticks - other.ticks),
    ),
    member('DateTime Subtract(TimeSpan value)', 'Earlier.', (_call, self: ClrDateTime, value: ClrTimeSpan) =>
      later(self, -value.ticks),
    ),
    member(
      'int CompareTo(DateTime value)',
      'Its order beside another.',
      (_call, self: ClrDateTime, other: ClrDateTime) => compare(self, other),
    ),
    member(
      'bool Equals(DateTime value)',
      'Whether it is the same reading.',
      (_call, self: ClrDateTime, other: ClrDateTime) => self.ticks === other.ticks,
    ),
    member('bool IsDaylightSavingTime()', 'Never: local time is UTC.', () => false),
    member('DateTime ToUniversalTime()', 'In UTC.', (_call, self: ClrDateTime) => new ClrDateTime(self.ticks, 'Utc')),
    member(
      'DateTime ToLocalTime()',
      'In local time, which is UTC.',
      (_call, self: ClrDateTime) => new ClrDateTime(self.ticks, 'Local'),
    ),
    member('string ToString(string format)', 'In a format.', (_call, self: ClrDateTime, format: string | null) =>
      formatDateTime(self, format ?? 'G'),
    ),
    member(
      'string ToString(string format, IFormatProvider provider)',
      'In a format.',
      (_call, self: ClrDateTime, format: string | null) => formatDateTime(self, format ?? 'G'),
    ),
    member('string ToString(IFormatProvider provider)', 'In a culture.', (_call, self: ClrDateTime) =>
      formatDateTime(self),
    ),
    member('string ToShortDateString()', 'The date.', (_call, self: ClrDateTime) => formatDateTime(self, 'd')),
    member('string ToLongDateString()', 'The date in words.', (_call, self: ClrDateTime) => formatDateTime(self, 'D')),
    member('string ToShortTimeString()', 'The time.', (_call, self: ClrDateTime) => formatDateTime(self, 't')),
    member('string ToLongTimeString()', 'The time with seconds.', (_call, self: ClrDateTime) =>
      formatDateTime(self, 'T'),
    ),
    member('long ToFileTimeUtc()', 'Ticks since 1601.', (_call, self: ClrDateTime) => self.ticks - 504911232000000000n),
    member('long ToBinary()', 'Ticks and kind in one number.'),
  ],
})
