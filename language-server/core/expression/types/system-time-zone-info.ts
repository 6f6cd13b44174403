import { argumentNull } from '../clr/clr-exception.ts'
import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan, ticksPerMillisecond } from '../clr/date-time.ts'
import { type ClrTimeZone, fromUtc, localZone, offsetTicks, toUtc, utc, zoneOf, zoneOfKind } from '../clr/time-zone.ts'
import { type Call, member, type } from '../definition.ts'

const given = (zone: ClrTimeZone | null, name: string): ClrTimeZone => {
  if (zone === null) throw argumentNull(name)
  return zone
}
/** Clocks of the machine show UTC. */
const between = (time: ClrDateTime, from: ClrTimeZone, to: ClrTimeZone): ClrDateTime => fromUtc(toUtc(time, from), to)
const shifted = (time: ClrDateTimeOffset, to: ClrTimeZone): ClrDateTimeOffset => {
  const wall = fromUtc(time.utcTicks, to)
  return new ClrDateTimeOffset(wall.ticks, wall.ticks - time.utcTicks)
}
const span = (milliseconds: number): ClrTimeSpan => new ClrTimeSpan(BigInt(milliseconds) * ticksPerMillisecond)

/** https://learn.microsoft.com/dotnet/api/system.timezoneinfo */
export default type({
  name: 'System.TimeZoneInfo',
  summary: 'A time zone, by its name in Windows or in the tz database.',
  statics: [
    member('TimeZoneInfo Utc', 'UTC.', () => utc),
    member('TimeZoneInfo Local', 'Local time, which is UTC at the gateway.', () => localZone),
    member(
      'TimeZoneInfo FindSystemTimeZoneById(string id)',
      'A time zone by its identifier; throws TimeZoneNotFoundException.',
      (_call: Call, id: string | null) => zoneOf(id),
    ),
    member(
      'DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)',
      'A time in another zone.',
      (_call: Call, time: ClrDateTime, to: string | null) => between(time, zoneOfKind(time), zoneOf(to)),
    ),
    member(
      'DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)',
      'A time of one zone in another.',
      (_call: Call, time: ClrDateTime, from: string | null, to: string | null) =>
        between(time, zoneOf(from), zoneOf(to)),
    ),
    member(
      'DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)',
      'A time in another zone.',
      (_call: Call, time: ClrDateTimeOffset, to: string | null) => shifted(time, zoneOf(to)),
    ),
    member(
      'DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)',
      'A time in another zone.',
      (_call: Call, time: ClrDateTime, to: ClrTimeZone | null) =>
        between(
          time.kind === 'Unspecified' ? new ClrDateTime(time.ticks, 'Utc') : time,
          utc,
          given(to, 'destinationTimeZone'),
        ),
    ),
    member(
      'DateTime ConvertTimeToUtc(DateTime dateTime)',
      'A time in UTC.',
      (_call: Call, time: ClrDateTime) => new ClrDateTime(toUtc(time, zoneOfKind(time)), 'Utc'),
    ),
    member(
      'DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)',
      'A time in UTC.',
      (_call: Call, time: ClrDateTime, from: ClrTimeZone | null) =>
        new ClrDateTime(toUtc(time, given(from, 'sourceTimeZone')), 'Utc'),
    ),
    member(
      'DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)',
      'A time in another zone.',
      (_call: Call, time: ClrDateTime, to: ClrTimeZone | null) =>
        between(time, zoneOfKind(time), given(to, 'destinationTimeZone')),
    ),
    member(
      'DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)',
      'A time of one zone in another.',
      (_call: Call, time: ClrDateTime, from: ClrTimeZone | null, to: ClrTimeZone | null) =>
        between(time, given(from, 'sourceTimeZone'), given(to, 'destinationTimeZone')),
    ),
    member(
      'DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)',
      'A time in another zone.',
      (_call: Call, time: ClrDateTimeOffset, to: ClrTimeZone | null) => shifted(time, given(to, 'destinationTimeZone')),
    ),
  ],
  members: [
    member('string Id', 'The identifier.', (_call, self: ClrTimeZone) => self.id),
    member('string DisplayName', 'The offset and the identifier.', (_call, self: ClrTimeZone) => self.displayName),
    member('string StandardName', 'The name of the usual time.', (_call, self: ClrTimeZone) => self.id),
    member('string DaylightName', 'The name of the time of summer.', (_call, self: ClrTimeZone) =>
      self.id.replace('Standard', 'Daylight'),
    ),
    member('TimeSpan BaseUtcOffset', 'The usual offset from UTC.', (_call, self: ClrTimeZone) => span(self.baseOffset)),
    member(
      'bool SupportsDaylightSavingTime',
      'Whether clocks are put forward.',
      (_call, self: ClrTimeZone) => self.hasDaylight,
    ),
    member(
      'bool IsDaylightSavingTime(DateTime dateTime)',
      'Whether clocks are forward.',
      (_call, self: ClrTimeZone, time: ClrDateTime) =>
        offsetTicks(self, time) !== BigInt(self.baseOffset) * ticksPerMillisecond,
    ),
    member(
      'TimeSpan GetUtcOffset(DateTime dateTime)',
      'The offset from UTC.',
      (_call, self: ClrTimeZone, time: ClrDateTime) => new ClrTimeSpan(offsetTicks(self, time)),
    ),
    member(
      'TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)',
      'The offset from UTC.',
      (_call, self: ClrTimeZone, time: ClrDateTimeOffset) =>
        new ClrTimeSpan(fromUtc(time.utcTicks, self).ticks - time.utcTicks),
    ),
  ],
})
