import { argument, argumentNull } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { toNumber } from '../clr/number.ts'
import { textOf } from '../clr/text.ts'
import { ClrArray, ClrEnum, ClrTypeObject, type Ref, typeOf } from '../clr/values.ts'
import { type Call, enumerationValues, member, type } from '../definition.ts'

const notEnum = (): Error => argument('Type provided must be an Enum.\nParameter name: enumType')

function valuesOf(of: ClrTypeObject | null): Readonly<Record<string, number>> {
  if (of === null) throw argumentNull('enumType')
  const values = enumerationValues(of.type.name)
  if (!values) throw notEnum()
  return values
}

/** Names apart by commas, or a number. @throws ClrException for another text */
function parse(of: ClrTypeObject | null, text: string | null, ignoreCase: boolean): ClrEnum {
  const values = valuesOf(of)
  if (of === null || text === null) throw argumentNull('value')
  const given = text.trim()
  if (given === '') throw argument('Must specify valid information for parsing in the string.')
  if (/^[+-]?\d+$/.test(given)) return new ClrEnum(of.type, Number(given), values)
  let value = 0
  for (const part of given.split(',').map((one) => one.trim())) {
    const name = Object.keys(values).find((one) =>
      ignoreCase ? one.toLowerCase() === part.toLowerCase() : one === part,
    )
    if (name === undefined) throw argument(`Requested value '${part}' was not found.`)
    value |= values[name] ?? 0
  }
  return new ClrEnum(of.type, value, values)
}

function tryParse(call: Call, text: string | null, ignoreCase: boolean, result: Ref): boolean {
  const of = new ClrTypeObject(call.typeArgs[0] ?? types.object)
  const values = valuesOf(of)
  try {
    result.value = parse(of, text, ignoreCase)
    return true
  } catch {
    result.value = new ClrEnum(of.type, 0, values)
    return false
  }
}

/** https://learn.microsoft.com/dotnet/api/system.enum */
export default type({
  name: 'System.Enum',
  summary: 'The base of enumerations.',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member(
      'object Parse(Type enumType, string value)',
      'The value of a name; throws ArgumentException.',
      (_call: Call, of: ClrTypeObject, text: string) => parse(of, text, false),
    ),
    member(
      'object Parse(Type enumType, string value, bool ignoreCase)',
      'The value of a name; throws ArgumentException.',
      (_call: Call, of: ClrTypeObject, text: string, ignoreCase: boolean) => parse(of, text, ignoreCase),
    ),
    member(
      'bool TryParse<TEnum>(string value, out TEnum result)',
      'The value of a name, or 0 and false.',
      (call: Call, text: string, result: Ref) => tryParse(call, text, false, result),
    ),
    member(
      'bool TryParse<TEnum>(string value, bool ignoreCase, out TEnum result)',
      'The value of a name, or 0 and false.',
      (call: Call, text: string, ignoreCase: boolean, result: Ref) => tryParse(call, text, ignoreCase, result),
    ),
    member(
      'string GetName(Type enumType, object value)',
      'The name of a value; null where there is none.',
      (_call: Call, of: ClrTypeObject, value: unknown) => {
        const number = value instanceof ClrEnum ? value.value : toNumber(value)
        return Object.entries(valuesOf(of)).find(([, one]) => one === number)?.[0] ?? null
      },
    ),
    member(
      'string[] GetNames(Type enumType)',
      'All names.',
      (_call: Call, of: ClrTypeObject) =>
        new ClrArray(
          types.string,
          Object.entries(valuesOf(of))
            .sort(([, a], [, b]) => a - b)
            .map(([name]) => name),
        ),
    ),
    member('Array GetValues(Type enumType)', 'All values.', (_call: Call, of: ClrTypeObject) => {
      const values = valuesOf(of)
      return new ClrArray(
        of.type,
        Object.values(values)
          .sort((a, b) => a - b)
          .map((one) => new ClrEnum(of.type, one, values)),
      )
    }),
    member(
      'bool IsDefined(Type enumType, object value)',
      'Whether there is such a value or name.',
      (_call: Call, of: ClrTypeObject, value: unknown) => {
        const values = valuesOf(of)
        if (typeof value === 'string') return Object.hasOwn(values, value)
        return Object.values(values).includes(value instanceof ClrEnum ? value.value : toNumber(value))
      },
    ),
  ],
  members: [
    member(
      'string ToString(string format)',
      'The name, or the number with D or X.',
      (_call, self: ClrEnum, format: string | null) => textOf(self, format ?? 'G'),
    ),
    member(
      'bool HasFlag(Enum flag)',
      'Whether all bits of another are set.',
      (_call, self: ClrEnum, flag: ClrEnum | null) => {
        if (flag === null) throw argumentNull('flag')
        if (typeOf(flag).name !== self.clrType.name)
          throw argument('The argument type is not the same as the enum type.')
        return (self.value & flag.value) === flag.value
      },
    ),
  ],
})
