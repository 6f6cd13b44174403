import { argumentNull, badFormat } from '../clr/clr-exception.ts'
import type { Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const read = (text: string | null): boolean | undefined => {
  const word = text?.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

export default type({
  name: 'System.Boolean',
  summary: 'True or false.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('string TrueString', 'True', () => 'True'),
    member('string FalseString', 'False', () => 'False'),
    member(
      'bool Parse(string value)',
      'Reads True or False in any case; throws FormatException.',
      (_call: Call, text: string | null) => {
        if (text === null) throw argumentNull('value')
        const value = read(text)
        if (value === undefined) throw badFormat('String was not recognized as a valid Boolean.')
        return value
      },
    ),
    member(
      'bool TryParse(string value, out bool result)',
      'Reads True or False, or gives false and false.',
      (_call: Call, text: string | null, result: Ref) => {
        const value = read(text)
        result.value = value ?? false
        return value !== undefined
      },
    ),
  ],
  members: [
    member(
      'bool Equals(bool obj)',
      'Whether it is the same.',
      (_call, self: boolean, other: boolean) => self === other,
    ),
    member(
      'int CompareTo(bool value)',
      'Its order beside another.',
      (_call, self: boolean, other: boolean) => Number(self) - Number(other),
    ),
  ],
})
