import { argumentNull, badFormat } from '../clr/clr-exception.ts'
import {
  ClrTimeSpan,
  formatTimeSpan,
  millisecondTicks,
  parseTimeSpan,
  ticksPerDay,
  ticksPerHour,
  ticksPerMillisecond,
  ticksPerMinute,
  ticksPerSecond,
} from '../clr/date-time.ts'
import { compare } from '../clr/equality.ts'
import { tryParse } from '../clr/parse-number.ts'
import { ClrDouble, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const clock = (days: number, hours: number, minutes: number, seconds: number, ms = 0): ClrTimeSpan =>
  new ClrTimeSpan(
    BigInt(days) * ticksPerDay +
      BigInt(hours) * ticksPerHour +
      BigInt(minutes) * ticksPerMinute +
      BigInt(seconds) * ticksPerSecond +
      BigInt(ms) * ticksPerMillisecond,
  )
const total = (self: ClrTimeSpan, unit: bigint): ClrDouble => new ClrDouble(Number(self.ticks) / Number(unit))
const part = (self: ClrTimeSpan, unit: bigint, modulus: bigint): number => Number((self.ticks / unit) % modulus)
function parse(text: string | null): ClrTimeSpan {
  if (text === null) throw argumentNull('input')
  const value = parseTimeSpan(text)
  if (!value) throw badFormat('String was not recognized as a valid TimeSpan.')
  return value
}

/** https://learn.microsoft.com/dotnet/api/system.timespan */
export default type({
  name: 'System.TimeSpan',
  summary: 'A length of time in ticks of 100 ns.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  zero: () => new ClrTimeSpan(0n),
  ctors: [
    member('(long ticks)', 'So many ticks.', (_call: Call, ticks: bigint) => new ClrTimeSpan(ticks)),
    member(
      '(int hours, int minutes, int seconds)',
      'Hours, minutes and seconds.',
      (_call: Call, hours: number, minutes: number, seconds: number) => clock(0, hours, minutes, seconds),
    ),
    member(
      '(int days, int hours, int minutes, int seconds)',
      'Days, hours, minutes and seconds.',
      (_call: Call, days: number, hours: number, minutes: number, seconds: number) =>
        clock(days, hours, minutes, seconds),
    ),
    member(
      '(int days, int hours, int minutes, int seconds, int milliseconds)',
      'Days to milliseconds.',
      (_call: Call, days: number, hours: number, minutes: number, seconds: number, ms: number) =>
        clock(days, hours, minutes, seconds, ms),
    ),
  ],
  statics: [
    member('TimeSpan Zero', 'No time.', () => new ClrTimeSpan(0n)),
    member('TimeSpan MaxValue', 'The longest time.', () => new ClrTimeSpan(9223372036854775807n)),
    member('TimeSpan MinValue', 'The most negative time.', () => new ClrTimeSpan(-9223372036854775808n)),
    member('long TicksPerSecond', 'Ticks of a second.', () => ticksPerSecond),
    member('long TicksPerMillisecond', 'Ticks of a millisecond.', () => ticksPerMillisecond),
    member(
      'TimeSpan FromDays(double value)',
      'So many days, to the millisecond.',
      (_call: Call, value: ClrDouble) => new ClrTimeSpan(millisecondTicks(value.value, ticksPerDay)),
    ),
    member(
      'TimeSpan FromHours(double value)',
      'So many hours, to the millisecond.',
      (_call: Call, value: ClrDouble) => new ClrTimeSpan(millisecondTicks(value.value, ticksPerHour)),
    ),
    member(
      'TimeSpan FromMinutes(double value)',
      'So many minutes, to the millisecond.',
      (_call: Call, value: ClrDouble) => new ClrTimeSpan(millisecondTicks(value.value, ticksPerMinute)),
    ),
    member(
      'TimeSpan FromSeconds(double value)',
      'So many seconds, to the millisecond.',
      (_call: Call, value: ClrDouble) => new ClrTimeSpan(millisecondTicks(value.value, ticksPerSecond)),
    ),
    member(
      'TimeSpan FromMilliseconds(double value)',
      'So many milliseconds, to the millisecond.',
      (_call: Call, value: ClrDouble) => new ClrTimeSpan(millisecondTicks(value.value, ticksPerMillisecond)),
    ),
    member('TimeSpan FromTicks(long value)', 'So many ticks.', (_call: Call, ticks: bigint) => new ClrTimeSpan(ticks)),
    member('TimeSpan Parse(string s)', 'Reads [d.]hh:mm[:ss[.f]].', (_call: Call, text: string | null) => parse(text)),
    member(
      'bool TryParse(string s, out TimeSpan result)',
      'Reads a time, or gives none and false.',
      (_call: Call, text: string | null, result: Ref) => tryParse(result, new ClrTimeSpan(0n), () => parse(text)),
    ),
    member(
      'TimeSpan op_Addition(TimeSpan a, TimeSpan b)',
      'The sum.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => new ClrTimeSpan(a.ticks + b.ticks),
    ),
    member(
      'TimeSpan op_Subtraction(TimeSpan a, TimeSpan b)',
      'The difference.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => new ClrTimeSpan(a.ticks - b.ticks),
    ),
    member(
      'TimeSpan op_UnaryNegation(TimeSpan a)',
      'Backwards.',
      (_call: Call, a: ClrTimeSpan) => new ClrTimeSpan(-a.ticks),
    ),
    member(
      'bool op_Equality(TimeSpan a, TimeSpan b)',
      'Whether they are equal.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks === b.ticks,
    ),
    member(
      'bool op_Inequality(TimeSpan a, TimeSpan b)',
      'Whether they differ.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks !== b.ticks,
    ),
    member(
      'bool op_LessThan(TimeSpan a, TimeSpan b)',
      'Whether it is less.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks < b.ticks,
    ),
    member(
      'bool op_GreaterThan(TimeSpan a, TimeSpan b)',
      'Whether it is greater.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks > b.ticks,
    ),
    member(
      'bool op_LessThanOrEqual(TimeSpan a, TimeSpan b)',
      'Whether it is not greater.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks <= b.ticks,
    ),
    member(
      'bool op_GreaterThanOrEqual(TimeSpan a, TimeSpan b)',
      'Whether it is not less.',
      (_call: Call, a: ClrTimeSpan, b: ClrTimeSpan) => a.ticks >= b.ticks,
    ),
  ],
  members: [
    member('int Days', 'Whole days.', (_call, self: ClrTimeSpan) => Number(self.ticks / ticksPerDay)),
    member('int Hours', 'Hours beside the days.', (_call, self: ClrTimeSpan) => part(self, ticksPerHour, 24n)),
    member('int Minutes', 'Minutes beside the hours.', (_call, self: ClrTimeSpan) => part(self, ticksPerMinute, 60n)),
    member('int Seconds', 'Seconds beside the minutes.', (_call, self: ClrTimeSpan) => part(self, ticksPerSecond, 60n)),
    member('int Milliseconds', 'Milliseconds beside the seconds.', (_call, self: ClrTimeSpan) =>
      part(self, ticksPerMillisecond, 1000n),
    ),
    member('long Ticks', 'Ticks of 100 ns.', (_call, self: ClrTimeSpan) => self.ticks),
    member('double TotalDays', 'All of it in days.', (_call, self: ClrTimeSpan) => total(self, ticksPerDay)),
    member('double TotalHours', 'All of it in hours.', (_call, self: ClrTimeSpan) => total(self, ticksPerHour)),
    member('double TotalMinutes', 'All of it in minutes.', (_call, self: ClrTimeSpan) => total(self, ticksPerMinute)),
    member('double TotalSeconds', 'All of it in seconds.', (_call, self: ClrTimeSpan) => total(self, ticksPerSecond)),
    member('double TotalMilliseconds', 'All of it in milliseconds.', (_call, self: ClrTimeSpan) =>
      total(self, ticksPerMillisecond),
    ),
    member(
      'TimeSpan Add(TimeSpan ts)',
      'The sum.',
      (_call, self: ClrTimeSpan, other: ClrTimeSpan) => new ClrTimeSpan(self.ticks + other.ticks),
    ),
    member(
      'TimeSpan Subtract(TimeSpan ts)',
      'The difference.',
      (_call, self: ClrTimeSpan, other: ClrTimeSpan) => new ClrTimeSpan(self.ticks - other.ticks),
    ),
    member('TimeSpan Negate()', 'Backwards.', (_call, self: ClrTimeSpan) => new ClrTimeSpan(-self.ticks)),
    member(
      'TimeSpan Duration()',
      'Without its sign.',
      (_call, self: ClrTimeSpan) => new ClrTimeSpan(self.ticks < 0n ? -self.ticks : self.ticks),
    ),
    member(
      'int CompareTo(TimeSpan value)',
      'Its order beside another.',
      (_call, self: ClrTimeSpan, other: ClrTimeSpan) => compare(self, other),
    ),
    member('string ToString(string format)', 'In a format.', (_call, self: ClrTimeSpan, format: string | null) =>
      formatTimeSpan(self, format ?? 'c'),
    ),
    member(
      'string ToString(string format, IFormatProvider formatProvider)',
      'In a format.',
      (_call, self: ClrTimeSpan, format: string | null) => formatTimeSpan(self, format ?? 'c'),
    ),
  ],
})
