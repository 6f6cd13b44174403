import { overflow } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import {
  type ClrDecimal,
  compareDecimals,
  decimalArithmetic,
  decimalOfInteger,
  parseDecimal,
  roundDecimal,
  truncateDecimal,
} from '../clr/decimal.ts'
import { fitsIn, integerOf } from '../clr/number.ts'
import { formatNumber } from '../clr/number-format.ts'
import { parseDecimalText, tryParse } from '../clr/parse-number.ts'
import { ClrDouble, ClrSingle, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

function nextWhole(value: ClrDecimal, direction: 1 | -1): ClrDecimal {
  const whole = truncateDecimal(value)
  const order = compareDecimals(value, decimalOfInteger(whole))
  return decimalOfInteger(order * direction > 0 ? whole + BigInt(direction) : whole)
}

/** https://learn.microsoft.com/dotnet/api/system.decimal */
export default type({
  name: 'System.Decimal',
  summary: 'A decimal number of 28 to 29 digits.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    ...(
      [
        ['Add', '+'],
        ['Subtract', '-'],
        ['Multiply', '*'],
        ['Divide', '/'],
        ['Remainder', '%'],
      ] as const
    ).map(([name, operator]) =>
      member(
        `decimal ${name}(decimal d1, decimal d2)`,
        'A number of two.',
        (_call: Call, a: ClrDecimal, b: ClrDecimal) => decimalArithmetic(operator, a, b),
      ),
    ),
    member('int Compare(decimal d1, decimal d2)', 'Which is less.', (_call: Call, a: ClrDecimal, b: ClrDecimal) =>
      compareDecimals(a, b),
    ),
    member('decimal Negate(decimal d)', 'With the other sign.', (_call: Call, value: ClrDecimal) =>
      decimalArithmetic('-', decimalOfInteger(0n), value),
    ),
    member('decimal Floor(decimal d)', 'The next whole number below.', (_call: Call, value: ClrDecimal) =>
      nextWhole(value, -1),
    ),
    member('decimal Ceiling(decimal d)', 'The next whole number above.', (_call: Call, value: ClrDecimal) =>
      nextWhole(value, 1),
    ),
    ...(
      [
        ['byte', 'ToByte', types.byte],
        ['sbyte', 'ToSByte', types.sbyte],
        ['short', 'ToInt16', types.short],
        ['ushort', 'ToUInt16', types.ushort],
        ['int', 'ToInt32', types.int],
        ['uint', 'ToUInt32', types.uint],
        ['long', 'ToInt64', types.long],
        ['ulong', 'ToUInt64', types.ulong],
      ] as const
    ).map(([keyword, name, to]) =>
      member(
        `${keyword} ${name}(decimal d)`,
        'Without its places; throws OverflowException.',
        (_call: Call, value: ClrDecimal) => {
          const whole = truncateDecimal(value)
          if (!fitsIn(whole, to))
            throw overflow(`Value was either too large or too small for ${to.name.replace('System.', 'an ')}.`)
          return integerOf(to, whole)
        },
      ),
    ),
    member(
      'float ToSingle(decimal d)',
      'As a float.',
      (_call: Call, value: ClrDecimal) => new ClrSingle(Number(value.toString())),
    ),
    member(
      'double ToDouble(decimal d)',
      'As a double.',
      (_call: Call, value: ClrDecimal) => new ClrDouble(Number(value.toString())),
    ),
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
