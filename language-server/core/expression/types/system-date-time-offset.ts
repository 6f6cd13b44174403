import { argumentNull, badFormat } from '../clr/clr-exception.ts'
import { clrType } from '../clr/clr-type.ts'
import {
  addMonths,
  ClrDateTime,
  ClrDateTimeOffset,
  ClrTimeSpan,
  calendar,
  dateTimeOfMilliseconds,
  dayNames,
  epoch,
  formatDateTimeOffset,
  maxTicks,
  millisecondTicks,
  parseClock,
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

const dayType = clrType('System.DayOfWeek')
const days = Object.fromEntries(dayNames.map((name, index) => [name, index]))
const later = (self: ClrDateTimeOffset, ticks: bigint): ClrDateTimeOffset =>
  new ClrDateTimeOffset(self.ticks + ticks, self.offset)
const add = (self: ClrDateTimeOffset, value: ClrDouble, unit: bigint): ClrDateTimeOffset =>
  later(self, millisecondTicks(value.value, unit))
const now = (call: Call): ClrDateTimeOffset =>
  new ClrDateTimeOffset(dateTimeOfMilliseconds(call.host.now(), 'Utc').ticks, 0n)
const ofUnix = (ticks: bigint): ClrDateTimeOffset => new ClrDateTimeOffset(epoch + ticks, 0n)
const floor = (value: bigint, by: bigint): bigint => value / by - (value < 0n && value % by !== 0n ? 1n : 0n)
function parse(text: string | null): ClrDateTimeOffset {
  if (text === null) throw argumentNull('input')
  const parsed = parseClock(text)
  if (!parsed) throw badFormat('String was not recognized as a valid DateTime.')
  return new ClrDateTimeOffset(parsed.ticks, parsed.offset ?? 0n)
}

/** https://learn.microsoft.com/dotnet/api/system.datetimeoffset */
export default type({
  name: 'System.DateTimeOffset',
  summary: 'A moment, with the offset from UTC of the clock that shows it.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  zero: () => new ClrDateTimeOffset(0n, 0n),
  ctors: [
    member(
      '(DateTime dateTime)',
      'A moment of a clock.',
      (_call: Call, value: ClrDateTime) => new ClrDateTimeOffset(value.ticks, 0n),
    ),
    member(
      '(DateTime dateTime, TimeSpan offset)',
      'A moment of a clock with an offset.',
      (_call: Call, value: ClrDateTime, offset: ClrTimeSpan) => new ClrDateTimeOffset(value.ticks, offset.ticks),
    ),
    member(
      '(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)',
      'A moment.',
      (
        _call: Call,
        year: number,
        month: number,
        day: number,
        hour: number,
        minute: number,
        second: number,
        offset: ClrTimeSpan,
      ) => new ClrDateTimeOffset(ticksOf(year, month, day, hour, minute, second), offset.ticks),
    ),
    member(
      '(long ticks, TimeSpan offset)',
      'A moment.',
      (_call: Call, ticks: bigint, offset: ClrTimeSpan) => new ClrDateTimeOffset(ticks, offset.ticks),
    ),
  ],
  statics: [
    member('DateTimeOffset Now', 'This moment.', (call: Call) => now(call)),
    member('DateTimeOffset UtcNow', 'This moment in UTC.', (call: Call) => now(call)),
    member('DateTimeOffset MinValue', 'The first moment.', () => new ClrDateTimeOffset(0n, 0n)),
    member('DateTimeOffset MaxValue', 'The last moment.', () => new ClrDateTimeOffset(maxTicks, 0n)),
    member(
      'DateTimeOffset FromUnixTimeSeconds(long seconds)',
      'So many seconds since 1970.',
      (_call: Call, seconds: bigint) => ofUnix(seconds * ticksPerSecond),
    ),
    member(
      'DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)',
      'So many milliseconds since 1970.',
      (_call: Call, ms: bigint) => ofUnix(ms * ticksPerMillisecond),
    ),
    member('DateTimeOffset Parse(string input)', 'Reads a moment.', (_call: Call, text: string | null) => parse(text)),
    member(
      'DateTimeOffset Parse(string input, IFormatProvider provider)',
      'Reads a moment.',
      (_call: Call, text: string | null) => parse(text),
    ),
    member(
      'bool TryParse(string input, out DateTimeOffset result)',
      'Reads a moment, or gives the first one and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, new ClrDateTimeOffset(0n, 0n), () => parse(text)),
    ),
    member(
      'DateTimeOffset op_Implicit(DateTime dateTime)',
      'A moment of a clock.',
      (_call: Call, value: ClrDateTime) => new ClrDateTimeOffset(value.ticks, 0n),
    ),
    member(
      'DateTimeOffset op_Addition(DateTimeOffset d, TimeSpan t)',
      'Later.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrTimeSpan) => later(a, b.ticks),
    ),
    member(
      'TimeSpan op_Subtraction(DateTimeOffset a, DateTimeOffset b)',
      'The time between.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => new ClrTimeSpan(a.utcTicks - b.utcTicks),
    ),
    member(
      'DateTimeOffset op_Subtraction(DateTimeOffset d, TimeSpan t)',
      'Earlier.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrTimeSpan) => later(a, -b.ticks),
    ),
    member(
      'bool op_Equality(DateTimeOffset a, DateTimeOffset b)',
      'Whether they are equal.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks === b.utcTicks,
    ),
    member(
      'bool op_Inequality(DateTimeOffset a, DateTimeOffset b)',
      'Whether they differ.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks !== b.utcTicks,
    ),
    member(
      'bool op_LessThan(DateTimeOffset a, DateTimeOffset b)',
      'Whether it is less.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks < b.utcTicks,
    ),
    member(
      'bool op_GreaterThan(DateTimeOffset a, DateTimeOffset b)',
      'Whether it is greater.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks > b.utcTicks,
    ),
    member(
      'bool op_LessThanOrEqual(DateTimeOffset a, DateTimeOffset b)',
      'Whether it is not greater.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks <= b.utcTicks,
    ),
    member(
      'bool op_GreaterThanOrEqual(DateTimeOffset a, DateTimeOffset b)',
      'Whether it is not less.',
      (_call: Call, a: ClrDateTimeOffset, b: ClrDateTimeOffset) => a.utcTicks >= b.utcTicks,
    ),
  ],
  members: [
    member('int Year', 'The year.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).year),
    member('int Month', 'The month.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).month),
    member('int Day', 'The day of the month.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).day),
    member('int DayOfYear', 'The day of the year.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).dayOfYear),
    member(
      'DateTimeOffset AddTicks(long ticks)',
      'So many ticks later.',
      (_call, self: ClrDateTimeOffset, ticks: bigint) => new ClrDateTimeOffset(self.ticks + ticks, self.offset),
    ),
    member(
      'bool EqualsExact(DateTimeOffset other)',
      'Whether time and offset are the same.',
      (_call, self: ClrDateTimeOffset, other: ClrDateTimeOffset) =>
        self.ticks === other.ticks && self.offset === other.offset,
    ),
    member('int Hour', 'The hour.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).hour),
    member('int Minute', 'The minute.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).minute),
    member('int Second', 'The second.', (_call, self: ClrDateTimeOffset) => calendar(self.ticks).second),
    member('int Millisecond', 'The millisecond.', (_call, self: ClrDateTimeOffset) =>
      Number((self.ticks / ticksPerMillisecond) % 1000n),
    ),
    member(
      'DayOfWeek DayOfWeek',
      'The day of the week.',
      (_call, self: ClrDateTimeOffset) => new ClrEnum(dayType, calendar(self.ticks).dayOfWeek, days),
    ),
    member('long Ticks', 'Ticks of the clock.', (_call, self: ClrDateTimeOffset) => self.ticks),
    member('long UtcTicks', 'Ticks in UTC.', (_call, self: ClrDateTimeOffset) => self.utcTicks),
    member('TimeSpan Offset', 'The offset from UTC.', (_call, self: ClrDateTimeOffset) => new ClrTimeSpan(self.offset)),
    member(
      'DateTime DateTime',
      'The reading of the clock.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTime(self.ticks),
    ),
    member(
      'DateTime UtcDateTime',
      'The moment in UTC.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTime(self.utcTicks, 'Utc'),
    ),
    member(
      'DateTime LocalDateTime',
      'The moment in local time, which is UTC.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTime(self.utcTicks, 'Local'),
    ),
    member(
      'DateTime Date',
      'The date of the clock.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTime(self.ticks - (self.ticks % ticksPerDay)),
    ),
    member(
      'TimeSpan TimeOfDay',
      'The time since midnight.',
      (_call, self: ClrDateTimeOffset) => new ClrTimeSpan(self.ticks % ticksPerDay),
    ),
    member('long ToUnixTimeSeconds()', 'Seconds since 1970.', (_call, self: ClrDateTimeOffset) =>
      floor(self.utcTicks - epoch, ticksPerSecond),
    ),
    member('long ToUnixTimeMilliseconds()', 'Milliseconds since 1970.', (_call, self: ClrDateTimeOffset) =>
      floor(self.utcTicks - epoch, ticksPerMillisecond),
    ),
    member('DateTimeOffset Add(TimeSpan timeSpan)', 'Later.', (_call, self: ClrDateTimeOffset, value: ClrTimeSpan) =>
      later(self, value.ticks),
    ),
    member(
      'DateTimeOffset AddDays(double days)',
      'So many days later.',
      (_call, self: ClrDateTimeOffset, value: ClrDouble) => add(self, value, ticksPerDay),
    ),
    member(
      'DateTimeOffset AddHours(double hours)',
      'So many hours later.',
      (_call, self: ClrDateTimeOffset, value: ClrDouble) => add(self, value, ticksPerHour),
    ),
    member(
      'DateTimeOffset AddMinutes(double minutes)',
      'So many minutes later.',
      (_call, self: ClrDateTimeOffset, value: ClrDouble) => add(self, value, ticksPerMinute),
    ),
    member(
      'DateTimeOffset AddSeconds(double seconds)',
      'So many seconds later.',
      (_call, self: ClrDateTimeOffset, value: ClrDouble) => add(self, value, ticksPerSecond),
    ),
    member(
      'DateTimeOffset AddMilliseconds(double milliseconds)',
      'So many milliseconds later.',
      (_call, self: ClrDateTimeOffset, value: ClrDouble) => add(self, value, ticksPerMillisecond),
    ),
    member(
      'DateTimeOffset AddMonths(int months)',
      'So many months later.',
      (_call, self: ClrDateTimeOffset, months: number) =>
        new ClrDateTimeOffset(addMonths(self.ticks, months), self.offset),
    ),
    member(
      'DateTimeOffset AddYears(int years)',
      'So many years later.',
      (_call, self: ClrDateTimeOffset, years: number) =>
        new ClrDateTimeOffset(addMonths(self.ticks, years * 12), self.offset),
    ),
    member(
      'TimeSpan Subtract(DateTimeOffset value)',
      'The time between.',
      (_call, self: ClrDateTimeOffset, other: ClrDateTimeOffset) => new ClrTimeSpan(self.utcTicks - other.utcTicks),
    ),
    member(
      'DateTimeOffset ToOffset(TimeSpan offset)',
      'The same moment of another clock.',
      (_call, self: ClrDateTimeOffset, offset: ClrTimeSpan) =>
        new ClrDateTimeOffset(self.utcTicks + offset.ticks, offset.ticks),
    ),
    member(
      'DateTimeOffset ToUniversalTime()',
      'In UTC.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTimeOffset(self.utcTicks, 0n),
    ),
    member(
      'DateTimeOffset ToLocalTime()',
      'In local time, which is UTC.',
      (_call, self: ClrDateTimeOffset) => new ClrDateTimeOffset(self.utcTicks, 0n),
    ),
    member(
      'int CompareTo(DateTimeOffset other)',
      'Its order beside another.',
      (_call, self: ClrDateTimeOffset, other: ClrDateTimeOffset) => compare(self, other),
    ),
    member('string ToString(string format)', 'In a format.', (_call, self: ClrDateTimeOffset, format: string | null) =>
      formatDateTimeOffset(self, format ?? ''),
    ),
    member(
      'string ToString(string format, IFormatProvider provider)',
      'In a format.',
      (_call, self: ClrDateTimeOffset, format: string | null) => formatDateTimeOffset(self, format ?? ''),
    ),
  ],
})
