import { types } from '../clr/clr-type.ts'
import { compare } from '../clr/equality.ts'
import { integerOf } from '../clr/number.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseInteger, tryParse } from '../clr/parse-number.ts'
import type { ClrEnum, Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.uint64 */
export default type({
  name: 'System.UInt64',
  summary: 'An unsigned integer of 64 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('ulong MaxValue', 'The greatest value.', () => integerOf(types.ulong, 18446744073709551615n)),
    member('ulong MinValue', 'The least value.', () => integerOf(types.ulong, 0n)),
    member(
      'ulong Parse(string s)',
      'Reads a number; throws FormatException or OverflowException.',
      (_call: Call, text: string | null) => parseInteger(text, types.ulong),
    ),
    member(
      'ulong Parse(string s, NumberStyles style)',
      'Reads a number in a style.',
      (_call: Call, text: string | null, style: ClrEnum) => parseInteger(text, types.ulong, style.value),
    ),
    member(
      'bool TryParse(string s, out ulong result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, integerOf(types.ulong, 0n), () => parseInteger(text, types.ulong)),
    ),
  ],
  members: [
    member('int CompareTo(ulong value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
    ),
    member(
      'bool Equals(ulong obj)',
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
