import { types } from '../clr/clr-type.ts'
import { compare } from '../clr/equality.ts'
import { integerOf } from '../clr/number.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseInteger, tryParse } from '../clr/parse-number.ts'
import type { ClrEnum, Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.byte */
export default type({
  name: 'System.Byte',
  summary: 'An unsigned integer of 8 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('byte MaxValue', 'The greatest value.', () => integerOf(types.byte, 255n)),
    member('byte MinValue', 'The least value.', () => integerOf(types.byte, 0n)),
    member(
      'byte Parse(string s)',
      'Reads a number; throws FormatException or OverflowException.',
      (_call: Call, text: string | null) => parseInteger(text, types.byte),
    ),
    member(
      'byte Parse(string s, NumberStyles style)',
      'Reads a number in a style.',
      (_call: Call, text: string | null, style: ClrEnum) => parseInteger(text, types.byte, style.value),
    ),
    member(
      'bool TryParse(string s, out byte result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, integerOf(types.byte, 0n), () => parseInteger(text, types.byte)),
    ),
  ],
  members: [
    member('int CompareTo(byte value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
    ),
    member(
      'bool Equals(byte obj)',
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
