import { type JToken, JValue } from '../clr/json.ts'
import { contentOf } from '../clr/json-content.ts'
import { textOf } from '../clr/text.ts'
import { ClrChar } from '../clr/values.ts'
import { type Call, type Member, member, type } from '../definition.ts'

const make = (_call: Call, value: unknown): JValue =>
  new JValue(typeof value === 'number' ? BigInt(value) : value instanceof ClrChar ? value.toString() : value)
/** A value of any type: what is none of JSON is refused. */
const makeOfAny = (_call: Call, value: unknown): JToken => contentOf(value)
const ctors = [
  'string',
  'int',
  'long',
  'double',
  'bool',
  'decimal',
  'DateTime',
  'Guid',
  'char',
  'object',
  'JValue',
].map(
  (keyword): Member =>
    keyword === 'JValue'
      ? member('(JValue other)', 'A copy.', (_call: Call, other: JValue) => other.clone())
      : member(`(${keyword} value)`, 'A value.', keyword === 'object' ? makeOfAny : make),
)
export default type({
  name: 'Newtonsoft.Json.Linq.JValue',
  summary: 'A JSON value: text, number, boolean, date or null.',
  bases: ['Newtonsoft.Json.Linq.JToken', 'System.IComparable'],
  ctors,
  statics: [
    member('JValue CreateNull()', 'null.', () => new JValue(null)),
    member('JValue CreateString(string value)', 'Text.', (_call: Call, value: string | null) => new JValue(value)),
  ],
  members: [
    member(
      'object Value',
      'The value.',
      (_call, self: JValue) => self.value,
      (_call: Call, self: JValue, value: unknown) => {
        self.value = typeof value === 'number' ? BigInt(value) : value
      },
    ),
    member('int CompareTo(JValue obj)', 'Its order beside another.', (_call, self: JValue, other: JValue) =>
      self.compareTo(other),
    ),
    member('string ToString(string format)', 'The value in a format.', (_call, self: JValue, format: string) =>
      textOf(self.value, format),
    ),
  ],
})
