import { ClrException, outOfRange, overflow } from '../clr/clr-exception.ts'
import { type ClrType, types } from '../clr/clr-type.ts'
import { ClrDecimal, decimalOfInteger, magnitude, roundDecimal, truncateDecimal } from '../clr/decimal.ts'
import { compareNumbers, integerOf, toInteger } from '../clr/number.ts'
import { roundHalfEven } from '../clr/parse-number.ts'
import { ClrDouble, type ClrEnum, ClrInteger, ClrSingle, type Ref } from '../clr/values.ts'
import { type Call, type Member, member, type } from '../definition.ts'

const real = (by: (value: number) => number) => (_call: Call, value: ClrDouble) => new ClrDouble(by(value.value))
const awayFromZero = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5)

/** .NET multiplies, rounds and divides again. */
function round(value: number, places: number, mode: ClrEnum | null): ClrDouble {
  if (places < 0 || places > 15)
    throw outOfRange('Rounding digits must be between 0 and 15, inclusive.\nParameter name: digits')
  const by = 10 ** places
  const scaled = value * by
  const rounded = mode?.value === 1 ? awayFromZero(scaled) : roundHalfEven(scaled)
  return new ClrDouble(rounded / by)
}

const kinds: readonly (readonly [string, ClrType])[] = [
  ['int', types.int],
  ['long', types.long],
  ['double', types.double],
  ['decimal', types.decimal],
  ['float', types.float],
  ['uint', types.uint],
  ['ulong', types.ulong],
  ['short', types.short],
  ['byte', types.byte],
]

function absolute(value: unknown): unknown {
  if (value instanceof ClrDouble) return new ClrDouble(Math.abs(value.value))
  if (value instanceof ClrSingle) return new ClrSingle(Math.abs(value.value))
  if (value instanceof ClrDecimal) return new ClrDecimal(magnitude(value.digits), value.scale)
  if (value === -2147483648) throw overflow('Negating the minimum value of a twos complement number is invalid.')
  if (typeof value === 'number') return Math.abs(value)
  if (typeof value === 'bigint') return magnitude(value)
  return value instanceof ClrInteger ? integerOf(value.clrType, magnitude(value.value)) : value
}

/** Of two numbers of which one is none, that one is the greater and the lesser. */
const isNoNumber = (value: unknown): boolean =>
  (value instanceof ClrDouble || value instanceof ClrSingle) && Number.isNaN(value.value)

const perKind = kinds.flatMap(([keyword]): Member[] => [
  member(
    `${keyword} Max(${keyword} val1, ${keyword} val2)`,
    'The greater one.',
    (_call: Call, a: unknown, b: unknown) => (isNoNumber(a) || compareNumbers(a, b) >= 0 ? a : b),
  ),
  member(
    `${keyword} Min(${keyword} val1, ${keyword} val2)`,
    'The lesser one.',
    (_call: Call, a: unknown, b: unknown) => (isNoNumber(a) || compareNumbers(a, b) <= 0 ? a : b),
  ),
])
const signed = kinds
  .filter(([keyword]) => !['uint', 'ulong', 'byte'].includes(keyword))
  .flatMap(([keyword]): Member[] => [
    member(`${keyword} Abs(${keyword} value)`, 'Without its sign.', (_call: Call, value: unknown) => absolute(value)),
  ])

/** https://learn.microsoft.com/dotnet/api/system.math */
export default type({
  name: 'System.Math',
  summary: 'Mathematical functions.',
  kind: 'static',
  statics: [
    ...perKind,
    ...signed,
    member('double PI', 'The ratio of a circle.', () => new ClrDouble(Math.PI)),
    member('double E', 'The base of natural logarithms.', () => new ClrDouble(Math.E)),
    member('int Sign(double value)', '-1, 0 or 1.', (_call: Call, value: ClrDouble) => Math.sign(value.value)),
    member('int Sign(int value)', '-1, 0 or 1.', (_call: Call, value: number) => Math.sign(value)),
    member('int Sign(long value)', '-1, 0 or 1.', (_call: Call, value: bigint) =>
      value < 0n ? -1 : value > 0n ? 1 : 0,
    ),
    member('double Floor(double d)', 'The greatest whole number not above.', real(Math.floor)),
    member('decimal Floor(decimal d)', 'The greatest whole number not above.', (_call: Call, value: ClrDecimal) =>
      decimalOfInteger(
        truncateDecimal(value) - (value.digits < 0n && value.digits % 10n ** BigInt(value.scale) !== 0n ? 1n : 0n),
      ),
    ),
    member('double Ceiling(double a)', 'The least whole number not below.', real(Math.ceil)),
    member('decimal Ceiling(decimal d)', 'The least whole number not below.', (_call: Call, value: ClrDecimal) =>
      decimalOfInteger(
        truncateDecimal(value) + (value.digits > 0n && value.digits % 10n ** BigInt(value.scale) !== 0n ? 1n : 0n),
      ),
    ),
    member('double Truncate(double d)', 'Without its places.', real(Math.trunc)),
    member('decimal Truncate(decimal d)', 'Without its places.', (_call: Call, value: ClrDecimal) =>
      decimalOfInteger(truncateDecimal(value)),
    ),
    member(
      'double Round(double a)',
      'To a whole number, half to even.',
      (_call: Call, value: ClrDouble) => new ClrDouble(roundHalfEven(value.value)),
    ),
    member(
      'double Round(double value, int digits)',
      'To so many places, half to even.',
      (_call: Call, value: ClrDouble, places: number) => round(value.value, places, null),
    ),
    member(
      'double Round(double value, MidpointRounding mode)',
      'To a whole number.',
      (_call: Call, value: ClrDouble, mode: ClrEnum) => round(value.value, 0, mode),
    ),
    member(
      'double Round(double value, int digits, MidpointRounding mode)',
      'To so many places.',
      (_call: Call, value: ClrDouble, places: number, mode: ClrEnum) => round(value.value, places, mode),
    ),
    member('decimal Round(decimal d)', 'To a whole number, half to even.', (_call: Call, value: ClrDecimal) =>
      roundDecimal(value, 0, 'even'),
    ),
    member(
      'decimal Round(decimal d, int decimals)',
      'To so many places, half to even.',
      (_call: Call, value: ClrDecimal, places: number) => roundDecimal(value, places, 'even'),
    ),
    member(
      'decimal Round(decimal d, MidpointRounding mode)',
      'To a whole number.',
      (_call: Call, value: ClrDecimal, mode: ClrEnum) => roundDecimal(value, 0, mode.value === 1 ? 'away' : 'even'),
    ),
    member(
      'decimal Round(decimal d, int decimals, MidpointRounding mode)',
      'To so many places.',
      (_call: Call, value: ClrDecimal, places: number, mode: ClrEnum) =>
        roundDecimal(value, places, mode.value === 1 ? 'away' : 'even'),
    ),
    member(
      'double Pow(double x, double y)',
      'x to the power of y.',
      (_call: Call, x: ClrDouble, y: ClrDouble) => new ClrDouble(x.value ** y.value),
    ),
    member('double Log(double d)', 'The natural logarithm.', real(Math.log)),
    member(
      'double Log(double a, double newBase)',
      'The logarithm of a base.',
      (_call: Call, a: ClrDouble, base: ClrDouble) =>
        new ClrDouble(
          base.value === 1 || (a.value !== 1 && (base.value === 0 || base.value === Number.POSITIVE_INFINITY))
            ? Number.NaN
            : Math.log(a.value) / Math.log(base.value),
        ),
    ),
    member(
      'double Atan2(double y, double x)',
      'The angle of a point.',
      (_call: Call, y: ClrDouble, x: ClrDouble) => new ClrDouble(Math.atan2(y.value, x.value)),
    ),
    member('double Sqrt(double d)', 'Sqrt.', real(Math.sqrt)),
    member('double Sin(double d)', 'Sin.', real(Math.sin)),
    member('double Cos(double d)', 'Cos.', real(Math.cos)),
    member('double Tan(double d)', 'Tan.', real(Math.tan)),
    member('double Asin(double d)', 'Asin.', real(Math.asin)),
    member('double Acos(double d)', 'Acos.', real(Math.acos)),
    member('double Atan(double d)', 'Atan.', real(Math.atan)),
    member('double Exp(double d)', 'Exp.', real(Math.exp)),
    member('double Log10(double d)', 'Log10.', real(Math.log10)),
    member('double Sinh(double d)', 'Sinh.', real(Math.sinh)),
    member('double Cosh(double d)', 'Cosh.', real(Math.cosh)),
    member('double Tanh(double d)', 'Tanh.', real(Math.tanh)),
    member(
      'int DivRem(int a, int b, out int result)',
      'The quotient, and the rest.',
      (_call: Call, a: number, b: number, result: Ref) => {
        if (b === 0) throw new ClrException('System.DivideByZeroException', 'Attempted to divide by zero.')
        result.value = (a % b) | 0
        return Math.trunc(a / b) | 0
      },
    ),
    member(
      'long DivRem(long a, long b, out long result)',
      'The quotient, and the rest.',
      (_call: Call, a: bigint, b: bigint, result: Ref) => {
        if (b === 0n) throw new ClrException('System.DivideByZeroException', 'Attempted to divide by zero.')
        result.value = a % b
        return a / b
      },
    ),
    member('long BigMul(int a, int b)', 'The product of 64 bits.', (_call: Call, a: number, b: number) =>
      integerOf(types.long, toInteger(a) * toInteger(b)),
    ),
  ],
})
