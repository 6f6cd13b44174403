import { enumerate } from '../clr/collections.ts'
import { JArray, JProperty, type JToken } from '../clr/json.ts'
import { jsonOf } from '../clr/json-convert.ts'
import type { ClrArray } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'Newtonsoft.Json.Linq.JProperty',
  summary: 'A property of a JSON object.',
  bases: ['Newtonsoft.Json.Linq.JContainer'],
  ctors: [
    member(
      '(string name, object content)',
      'A name and a value.',
      (_call: Call, name: string, content: unknown) => new JProperty(name, jsonOf(content)),
    ),
    member(
      '(string name, params object[] content)',
      'A name and several values.',
      (_call: Call, name: string, content: ClrArray | null) => {
        // A bare null is no array of values.
        if (content === null) return new JProperty(name, jsonOf(null))
        const array = new JArray()
        for (const one of enumerate(content)) array.add(jsonOf(one))
        return new JProperty(name, array)
      },
    ),
  ],
  members: [
    member('string Name', 'The name.', (_call, self: JProperty) => self.name),
    member(
      'JToken Value',
      'The value.',
      (_call, self: JProperty) => self.value,
      (_call: Call, self: JProperty, value: JToken | null) => {
        self.value = value ?? jsonOf(null)
      },
    ),
  ],
})
