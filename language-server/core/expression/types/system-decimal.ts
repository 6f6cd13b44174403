import {
  type ClrDecimal,
  compareDecimals,
  decimalOfInteger,
  parseDecimal,
  roundDecimal,
  truncateDecimal,
} from '../clr/decimal.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseDecimalText, tryParse } from '../clr/parse-number.ts'
import type { Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.decimal */
export default type({
  name: 'System.Decimal',
  summary: 'A decimal number of 28 to 29 digits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('decimal Zero', '0.', () => decimalOfInteger(0n)),
    member('decimal One', '1.', () => decimalOfInteger(1n)),
    member('decimal MinusOne', '-1.', () => decimalOfInteger(-1n)),
    member('decimal MaxValue', 'The greatest value.', () => parseDecimal('79228162514264337593543950335')),
    member('decimal MinValue', 'The least value.', () => parseDecimal('-79228162514264337593543950335')),
    member('decimal Parse(string s)', 'Reads a number; throws FormatException.', (_call: Call, text: string | null) =>
      parseDecimalText(text),
    ),
    member(
      'bool TryParse(string s, out decimal result)',
      'Reads a number, or gives 0 and false.',
      (_call: Call, text: string | null, result: Ref) =>
        tryParse(result, decimalOfInteger(0n), () => parseDecimalText(text)),
    ),
    member('decimal Round(decimal d)', 'To a whole number, half to even.', (_call: Call, value: ClrDecimal) =>
      roundDecimal(value, 0, 'even'),
    ),
    member(
      'decimal Round(decimal d, int decimals)',
      'To so many places, half to even.',
      (_call: Call, value: ClrDecimal, places: number) => roundDecimal(value, places, 'even'),
    ),
    member('decimal Truncate(decimal d)', 'Without its places.', (_call: Call, value: ClrDecimal) =>
      decimalOfInteger(truncateDecimal(value)),
    ),
  ],
  members: [
    member('int CompareTo(decimal value)', 'Its order beside another.', (_call, self: ClrDecimal, other: ClrDecimal) =>
      compareDecimals(self, other),
    ),
    member(
      'string ToString(string format)',
      'The number in a format.',
      (_call, self: ClrDecimal, format: string | null) => formatNumber(self, format ?? 'G'),
    ),
  ],
})
