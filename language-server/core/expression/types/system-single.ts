import { compare } from '../clr/equality.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseReal, tryParse } from '../clr/parse-number.ts'
import { ClrSingle, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.single */
export default type({
  name: 'System.Single',
  summary: 'A floating-point number of 32 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('float MaxValue', 'The greatest value.', () => new ClrSingle(3.4028234663852886e38)),
    member('float Epsilon', 'The least value above zero.', () => new ClrSingle(2 ** -149)),
    member('float MinValue', 'The least value.', () => new ClrSingle(-3.4028234663852886e38)),
    member('float NaN', 'Not a number.', () => new ClrSingle(Number.NaN)),
    member('float PositiveInfinity', 'Infinity.', () => new ClrSingle(Number.POSITIVE_INFINITY)),
    member('float NegativeInfinity', 'Minus infinity.', () => new ClrSingle(Number.NEGATIVE_INFINITY)),
    member(
      'float Parse(string s)',
      'Reads a number; throws FormatException.',
      (_call: Call, text: string | null) => new ClrSingle(parseReal(text)),
    ),
    member(
      'float Parse(string s, IFormatProvider provider)',
      'Reads a number; throws FormatException.',
      (_call: Call, text: string | null) => new ClrSingle(parseReal(text)),
    ),
    member(
      'bool TryParse(string s, out float result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, new ClrSingle(0), () => new ClrSingle(parseReal(text))),
    ),
    member('bool IsNaN(float value)', 'Whether it is not a number.', (_call: Call, value: ClrSingle) =>
      Number.isNaN(value.value),
    ),
    member(
      'bool IsInfinity(float value)',
      'Whether it is infinite.',
      (_call: Call, value: ClrSingle) => Math.abs(value.value) === Number.POSITIVE_INFINITY,
    ),
  ],
  members: [
    member('int CompareTo(float value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
      compare(self, other),
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
