import { compare } from '../clr/equality.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseReal, tryParse } from '../clr/parse-number.ts'
import { ClrDouble, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.double */
export default type({
  name: 'System.Double',
  summary: 'A floating-point number of 64 bits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('double MaxValue', 'The greatest value.', () => new ClrDouble(Number.MAX_VALUE)),
    member('double Epsilon', 'The least value above zero.', () => new ClrDouble(Number.MIN_VALUE)),
    member('double MinValue', 'The least value.', () => new ClrDouble(-Number.MAX_VALUE)),
    member('double NaN', 'Not a number.', () => new ClrDouble(Number.NaN)),
    member('double PositiveInfinity', 'Infinity.', () => new ClrDouble(Number.POSITIVE_INFINITY)),
    member('double NegativeInfinity', 'Minus infinity.', () => new ClrDouble(Number.NEGATIVE_INFINITY)),
    member(
      'double Parse(string s)',
      'Reads a number; throws FormatException.',
      (_call: Call, text: string | null) => new ClrDouble(parseReal(text)),
    ),
    member(
      'double Parse(string s, IFormatProvider provider)',
      'Reads a number; throws FormatException.',
      (_call: Call, text: string | null) => new ClrDouble(parseReal(text)),
    ),
    member(
      'bool TryParse(string s, out double result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, new ClrDouble(0), () => new ClrDouble(parseReal(text))),
    ),
    member('bool IsNaN(double value)', 'Whether it is not a number.', (_call: Call, value: ClrDouble) =>
      Number.isNaN(value.value),
    ),
    member(
      'bool IsPositiveInfinity(double value)',
      'Whether it is infinite.',
      (_call: Call, value: ClrDouble) => value.value === Number.POSITIVE_INFINITY,
    ),
    member(
      'bool IsNegativeInfinity(double value)',
      'Whether it is infinite and negative.',
      (_call: Call, value: ClrDouble) => value.value === Number.NEGATIVE_INFINITY,
    ),
    member(
      'bool IsInfinity(double value)',
      'Whether it is infinite.',
      (_call: Call, value: ClrDouble) => Math.abs(value.value) === Number.POSITIVE_INFINITY,
    ),
  ],
  members: [
    member('int CompareTo(double value)', 'Its order beside another.', (_call, self: unknown, other: unknown) =>
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
