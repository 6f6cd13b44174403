import { types } from '../clr/clr-type.ts'
import { compare } from '../clr/equality.ts'
import { integerOf } from '../clr/number.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseInteger, tryParse } from '../clr/parse-number.ts'
import type { ClrEnum, Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.uint16 */
export default type({
  name: 'System.UInt16',
  summary: 'An unsigned integer of 16 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('ushort MaxValue', 'The greatest value.', () => integerOf(types.ushort, 65535n)),
    member('ushort MinValue', 'The least value.', () => integerOf(types.ushort, 0n)),
    member(
      'ushort Parse(string s)',
      'Reads a number; throws FormatException or OverflowException.',
      (_call: Call, text: string | null) => parseInteger(text, types.ushort),
    ),
    member(
      'ushort Parse(string s, NumberStyles style)',
      'Reads a number in a style.',
      (_call: Call, text: string | null, style: ClrEnum) => parseInteger(text, types.ushort, style.value),
    ),
    member(
      'bool TryParse(string s, out ushort result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, integerOf(types.ushort, 0n), () => parseInteger(text, types.ushort)),
    ),
  ],
  members: [
    member('int CompareTo(ushort value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
    ),
    member(
      'bool Equals(ushort obj)',
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
