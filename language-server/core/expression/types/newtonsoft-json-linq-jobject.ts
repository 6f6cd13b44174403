import { argument, argumentNull } from '../clr/clr-exception.ts'
import { clrType } from '../clr/clr-type.ts'
import { JObject, JProperty, type JToken, jtoken, tokenOf } from '../clr/json.ts'
import { tokensOf } from '../clr/json-content.ts'
import { jsonOf } from '../clr/json-convert.ts'
import { mergeJson } from '../clr/json-merge.ts'
import { readJson } from '../clr/json-read.ts'
import { type ClrEnum, ClrSequence, type Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const jproperty = clrType('Newtonsoft.Json.Linq.JProperty')

function add(self: JObject, content: unknown): void {
  for (const token of tokensOf(content)) {
    if (!(token instanceof JProperty))
      throw argument(`Can not add ${token.clrType.name} to Newtonsoft.Json.Linq.JObject.`)
    self.attach(token)
  }
}

function find(self: JObject, name: string, comparison: ClrEnum): JToken | null {
  const exact = self.get(name)
  if (exact || comparison.value % 2 === 0) return exact
  return [...self.properties.values()].find((one) => one.name.toLowerCase() === name.toLowerCase())?.value ?? null
}

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JObject.htm */
export default type({
  name: 'Newtonsoft.Json.Linq.JObject',
  summary: 'A JSON object.',
  bases: [
    'Newtonsoft.Json.Linq.JContainer',
    'System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, Newtonsoft.Json.Linq.JToken>>',
  ],
  ctors: [
    member('()', 'An empty object.', () => new JObject()),
    member('(JObject other)', 'A copy.', (_call: Call, other: JObject) => other.clone()),
    member('(params object[] content)', 'An object of properties.', (_call: Call, content: unknown) => {
      const object = new JObject()
      add(object, content)
      return object
    }),
    member('(object content)', 'An object of properties.', (_call: Call, content: unknown) => {
      const object = new JObject()
      add(object, content)
      return object
    }),
  ],
  statics: [
    member(
      'JObject Parse(string json)',
      'Reads an object; throws JsonReaderException.',
      (_call: Call, text: string | null) => {
        if (text === null) throw argumentNull('s')
        return readJson(text, 'JObject')
      },
    ),
    member('JObject FromObject(object o)', 'The JSON of an object.', (_call: Call, value: unknown) => {
      const made = jsonOf(value)
      if (!(made instanceof JObject)) throw argument('Object serialized to Array. JObject instance expected.')
      return made
    }),
  ],
  members: [
    member('IEnumerator<KeyValuePair<string, JToken>> GetEnumerator()', 'Its pairs.'),
    member(
      'JToken this[string propertyName]',
      'The value of a property; null when it is missing.',
      (_call, self: JObject, name: string) => {
        if (name === null) throw argumentNull('propertyName')
        return self.get(name)
      },
      (_call: Call, self: JObject, name: string, value: JToken | null) => self.set(name, value ?? tokenOf(null)),
    ),
    member(
      'void Add(string propertyName, JToken value)',
      'Adds a property; throws when it is there.',
      (_call, self: JObject, name: string, value: JToken | null) => self.add(name, value ?? tokenOf(null)),
    ),
    member('void Add(object content)', 'Adds a property.', (_call, self: JObject, content: unknown) =>
      add(self, content),
    ),
    member('bool Remove(string propertyName)', 'Removes a property.', (_call, self: JObject, name: string) =>
      self.remove(name),
    ),
    member('void RemoveAll()', 'Removes all properties.', (_call, self: JObject) => {
      for (const name of [...self.properties.keys()]) self.remove(name)
    }),
    member(
      'bool ContainsKey(string propertyName)',
      'Whether there is a property.',
      (_call, self: JObject, name: string | null) => {
        if (name === null) throw argumentNull('propertyName')
        return self.properties.has(name)
      },
    ),
    member(
      'JProperty Property(string name)',
      'A property; null when it is missing.',
      (_call, self: JObject, name: string) => self.properties.get(name) ?? null,
    ),
    member(
      'IEnumerable<JProperty> Properties()',
      'Its properties.',
      (_call, self: JObject) => new ClrSequence(jproperty, () => self.children()[Symbol.iterator]()),
    ),
    member(
      'IEnumerable<JToken> PropertyValues()',
      'The values of its properties.',
      (_call, self: JObject) =>
        new ClrSequence(jtoken, () => [...self.properties.values()].map((one) => one.value)[Symbol.iterator]()),
    ),
    member(
      'JToken GetValue(string propertyName)',
      'The value of a property; null when it is missing.',
      (_call, self: JObject, name: string) => self.get(name),
    ),
    member(
      'JToken GetValue(string propertyName, StringComparison comparison)',
      'The value of a property; null when it is missing.',
      (_call, self: JObject, name: string, comparison: ClrEnum) => find(self, name, comparison),
    ),
    member(
      'bool TryGetValue(string propertyName, out JToken value)',
      'The value of a property, or null and false.',
      (_call, self: JObject, name: string, result: Ref) => {
        result.value = self.get(name)
        return result.value !== null
      },
    ),
    member(
      'bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)',
      'The value of a property, or null and false.',
      (_call, self: JObject, name: string, comparison: ClrEnum, result: Ref) => {
        result.value = find(self, name, comparison)
        return result.value !== null
      },
    ),
    member(
      'void Merge(object content)',
      'Takes over the properties of another.',
      (_call, self: JObject, content: unknown) => mergeJson(self, content),
    ),
  ],
})
