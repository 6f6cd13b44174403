import { member, type } from '../definition.ts'

export default type({
  name: 'System.TimeZoneInfo',
  summary: 'A time zone.',
  statics: [
    member('TimeZoneInfo Utc', 'UTC.'),
    member('TimeZoneInfo Local', 'Local time.'),
    member('TimeZoneInfo FindSystemTimeZoneById(string id)', 'A time zone by its identifier.'),
    member(
      'DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)',
      'A time in another zone.',
    ),
    member(
      'DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)',
      'A time in another zone.',
    ),
    member('DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)', 'A time in UTC.'),
    member('DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)', 'A time in another zone.'),
  ],
  members: [
    member('string Id', 'The identifier.'),
    member('string DisplayName', 'The name.'),
    member('TimeSpan BaseUtcOffset', 'The offset from UTC.'),
    member('bool IsDaylightSavingTime(DateTime dateTime)', 'Whether clocks are forward.'),
    member('TimeSpan GetUtcOffset(DateTime dateTime)', 'The offset from UTC.'),
  ],
})
