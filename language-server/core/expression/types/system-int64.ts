import { types } from '../clr/clr-type.ts'
import { compare } from '../clr/equality.ts'
import { integerOf } from '../clr/number.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseInteger, tryParse } from '../clr/parse-number.ts'
import type { ClrEnum, Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.int64 */
export default type({
  name: 'System.Int64',
  summary: 'A signed integer of 64 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('long MaxValue', 'The greatest value.', () => integerOf(types.long, 9223372036854775807n)),
    member('long MinValue', 'The least value.', () => integerOf(types.long, -9223372036854775808n)),
    member(
      'long Parse(string s)',
      'Reads a number; throws FormatException or OverflowException.',
      (_call: Call, text: string | null) => parseInteger(text, types.long),
    ),
    member(
      'long Parse(string s, NumberStyles style)',
      'Reads a number in a style.',
      (_call: Call, text: string | null, style: ClrEnum) => parseInteger(text, types.long, style.value),
    ),
    member(
      'bool TryParse(string s, out long result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, integerOf(types.long, 0n), () => parseInteger(text, types.long)),
    ),
  ],
  members: [
    member('int CompareTo(long value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
    ),
    member(
      'bool Equals(long obj)',
      'Whether it is the same number.',
      (_call, self: unknown, other: unknown) => compare(self, other) === 0,
    ),
    member('string ToString(string format)', 'The number in a format.', (_call, self: unknown, format: string | null) =>
      formatNumber(self, format ?? 'G'),
    ),
    member('string ToString(IFormatProvider provider)', 'The number in a culture.', (_call, self: unknown) =>
      formatNumber(self, 'G'),
    ),
    member(
      'string ToString(string format, IFormatProvider provider)',
      'The number in a format.',
      (_call, self: unknown, format: string | null) => formatNumber(self, format ?? 'G'),
    ),
  ],
})
