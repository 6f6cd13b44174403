import { argument, argumentNull } from '../clr/clr-exception.ts'
import { JArray, type JToken, tokenOf } from '../clr/json.ts'
import { arrayOfContent, tokensOf } from '../clr/json-content.ts'
import { jsonOf } from '../clr/json-convert.ts'
import { readJson } from '../clr/json-read.ts'
import { type Call, member, type } from '../definition.ts'

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JArray.htm */
export default type({
  name: 'Newtonsoft.Json.Linq.JArray',
  summary: 'A JSON array.',
  bases: ['Newtonsoft.Json.Linq.JContainer', 'System.Collections.Generic.IList<Newtonsoft.Json.Linq.JToken>'],
  ctors: [
    member('()', 'An empty array.', () => new JArray()),
    member('(JArray other)', 'A copy.', (_call: Call, other: JArray) => other.clone()),
    member('(params object[] content)', 'An array of values.', (_call: Call, content: unknown) =>
      arrayOfContent(content),
    ),
    member(
      '(object content)',
      'An array of a value, or of the elements of a sequence.',
      (_call: Call, content: unknown) => arrayOfContent(content),
    ),
  ],
  statics: [
    member(
      'JArray Parse(string json)',
      'Reads an array; throws JsonReaderException.',
      (_call: Call, text: string | null) => {
        if (text === null) throw argumentNull('s')
        return readJson(text, 'JArray')
      },
    ),
    member('JArray FromObject(object o)', 'The JSON of a sequence.', (_call: Call, value: unknown) => {
      const made = jsonOf(value)
      if (!(made instanceof JArray)) throw argument('Object serialized to Object. JArray instance expected.')
      return made
    }),
  ],
  members: [
    member('IEnumerator<JToken> GetEnumerator()', 'Its elements.'),
    member('int Count', 'How many elements it has.', (_call, self: JArray) => self.items.length),
    member(
      'JToken this[int index]',
      'The element at an index.',
      (_call, self: JArray, index: number) => self.at(index),
      (_call: Call, self: JArray, index: number, value: JToken | null) => self.set(index, value ?? tokenOf(null)),
    ),
    member('void Add(JToken item)', 'Adds an element.', (_call, self: JArray, value: JToken | null) =>
      self.add(value ?? tokenOf(null)),
    ),
    member(
      'void Add(object content)',
      'Adds a value, or the elements of a sequence.',
      (_call, self: JArray, content: unknown) => {
        for (const token of tokensOf(content)) self.add(token)
      },
    ),
    member('void AddFirst(object content)', 'Adds before all others.', (_call, self: JArray, content: unknown) => {
      let at = 0
      for (const token of tokensOf(content)) self.insert(at++, token)
    }),
    member(
      'void Insert(int index, JToken item)',
      'Puts an element in.',
      (_call, self: JArray, index: number, value: JToken) => self.insert(index, value),
    ),
    member('bool Remove(JToken item)', 'Removes the very token.', (_call, self: JArray, value: JToken) => {
      const at = self.items.indexOf(value)
      if (at >= 0) self.removeAt(at)
      return at >= 0
    }),
    member('void RemoveAt(int index)', 'Removes the element at an index.', (_call, self: JArray, index: number) =>
      self.removeAt(index),
    ),
    member('void Clear()', 'Removes all.', (_call, self: JArray) => {
      self.items.length = 0
    }),
    member('bool Contains(JToken item)', 'Whether the very token is in it.', (_call, self: JArray, value: JToken) =>
      self.items.includes(value),
    ),
    member('int IndexOf(JToken item)', 'Where the very token is.', (_call, self: JArray, value: JToken) =>
      self.items.indexOf(value),
    ),
    member('void Merge(object content)', 'Adds the elements of another.', (_call, self: JArray, content: unknown) => {
      if (content instanceof JArray) for (const item of content.items) self.add(item.clone())
    }),
  ],
})
