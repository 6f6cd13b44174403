import { argument, argumentNull, outOfRange } from '../clr/clr-exception.ts'
import { type ClrType, types } from '../clr/clr-type.ts'
import { integerOf, toInteger, toNumber } from '../clr/number.ts'
import { ClrDouble, ClrSingle, charOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('-')
/** The bytes of an argument from an index on. @throws ClrException ArgumentNullException, ArgumentOutOfRangeException */
function bytesFrom(bytes: Uint8Array | null, from: number): Uint8Array {
  if (bytes === null) throw argumentNull('value')
  if (from < 0 || (from >= bytes.length && from > 0))
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: startIndex',
    )
  return bytes
}
function some(given: Uint8Array | null, from: number, length: number): Uint8Array {
  const bytes = bytesFrom(given, from)
  if (length < 0) throw outOfRange('Value must be positive.\nParameter name: length')
  if (from + length > bytes.length) throw argument('Offset and length were out of bounds for the array.')
  return bytes.slice(from, from + length)
}
function read(given: Uint8Array | null, from: number, width: number, to: ClrType): unknown {
  const bytes = bytesFrom(given, from)
  if (from + width > bytes.length)
    throw argument(
      'Destination array is not long enough to copy all the items in the collection. Check array index and length.',
    )
  let value = 0n
  for (let index = width - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[from + index] ?? 0)
  return integerOf(to, value)
}
const write = (value: unknown, width: number) =>
  Uint8Array.from({ length: width }, (_, index) =>
    Number((BigInt.asUintN(width * 8, toInteger(value)) >> BigInt(index * 8)) & 255n),
  )

function view(bits: bigint): DataView {
  const made = new DataView(new ArrayBuffer(8))
  made.setBigInt64(0, bits)
  return made
}

/** https://learn.microsoft.com/dotnet/api/system.bitconverter */
export default type({
  name: 'System.BitConverter',
  summary: 'Values as bytes, low byte first.',
  kind: 'static',
  statics: [
    member('bool IsLittleEndian', 'Whether the low byte is first: it is.', () => true),
    member('string ToString(byte[] value)', 'Pairs of digits with dashes.', (_call: Call, bytes: Uint8Array | null) =>
      hex(bytesFrom(bytes, 0)),
    ),
    member(
      'string ToString(byte[] value, int startIndex)',
      'Pairs of digits with dashes.',
      (_call: Call, bytes: Uint8Array | null, from: number) => hex(bytesFrom(bytes, from).slice(from)),
    ),
    member(
      'string ToString(byte[] value, int startIndex, int length)',
      'Pairs of digits with dashes.',
      (_call: Call, bytes: Uint8Array | null, from: number, length: number) => hex(some(bytes, from, length)),
    ),
    member(
      'short ToInt16(byte[] value, int startIndex)',
      'A number of 2 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 2, types.short),
    ),
    member(
      'ushort ToUInt16(byte[] value, int startIndex)',
      'A number of 2 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 2, types.ushort),
    ),
    member(
      'int ToInt32(byte[] value, int startIndex)',
      'A number of 4 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 4, types.int),
    ),
    member(
      'uint ToUInt32(byte[] value, int startIndex)',
      'A number of 4 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 4, types.uint),
    ),
    member(
      'long ToInt64(byte[] value, int startIndex)',
      'A number of 8 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 8, types.long),
    ),
    member(
      'ulong ToUInt64(byte[] value, int startIndex)',
      'A number of 8 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => read(bytes, from, 8, types.ulong),
    ),
    member(
      'double ToDouble(byte[] value, int startIndex)',
      'A number of 8 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) =>
        new ClrDouble(view(read(bytes, from, 8, types.long) as bigint).getFloat64(0)),
    ),
    member(
      'float ToSingle(byte[] value, int startIndex)',
      'A number of 4 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) =>
        new ClrSingle(view(BigInt(read(bytes, from, 4, types.int) as number) << 32n).getFloat32(0)),
    ),
    member(
      'bool ToBoolean(byte[] value, int startIndex)',
      'Whether a byte is not 0.',
      (_call: Call, bytes: Uint8Array, from: number) => toNumber(read(bytes, from, 1, types.byte)) !== 0,
    ),
    member(
      'char ToChar(byte[] value, int startIndex)',
      'A character of 2 bytes.',
      (_call: Call, bytes: Uint8Array, from: number) => charOf(toNumber(read(bytes, from, 2, types.ushort))),
    ),
    member('long DoubleToInt64Bits(double value)', 'The bits of a number.', (_call: Call, value: ClrDouble) => {
      const bits = new DataView(new ArrayBuffer(8))
      bits.setFloat64(0, value.value)
      return bits.getBigInt64(0)
    }),
    member('byte[] GetBytes(double value)', 'Its bytes.', (_call: Call, { value }: ClrDouble) => {
      const bytes = new DataView(new ArrayBuffer(8))
      bytes.setFloat64(0, value, true)
      return new Uint8Array(bytes.buffer)
    }),
    member('byte[] GetBytes(float value)', 'Its bytes.', (_call: Call, { value }: ClrSingle) => {
      const bytes = new DataView(new ArrayBuffer(4))
      bytes.setFloat32(0, value, true)
      return new Uint8Array(bytes.buffer)
    }),
    member('byte[] GetBytes(char value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 2)),
    member('byte[] GetBytes(short value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 2)),
    member('byte[] GetBytes(int value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 4)),
    member('byte[] GetBytes(uint value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 4)),
    member('byte[] GetBytes(long value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 8)),
    member('byte[] GetBytes(ulong value)', 'Its bytes.', (_call: Call, value: unknown) => write(value, 8)),
    member('byte[] GetBytes(bool value)', 'Its byte.', (_call: Call, value: boolean) => Uint8Array.of(value ? 1 : 0)),
    member(
      'double Int64BitsToDouble(long value)',
      'The number of the same bits.',
      (_call: Call, value: bigint) => new ClrDouble(new DataView(write(value, 8).buffer).getFloat64(0, true)),
    ),
  ],
})
