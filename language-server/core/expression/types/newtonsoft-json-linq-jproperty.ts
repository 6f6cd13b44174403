import { JProperty, type JToken, tokenOf } from '../clr/json.ts'
import { arrayOfContent, contentOf, isSeveral } from '../clr/json-content.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'Newtonsoft.Json.Linq.JProperty',
  summary: 'A property of a JSON object.',
  bases: ['Newtonsoft.Json.Linq.JContainer'],
  ctors: [
    ...['object content', 'params object[] content'].map((parameter) =>
      member(
        `(string name, ${parameter})`,
        'A name and a value, or an array of several.',
        (_call: Call, name: string, content: unknown) =>
          new JProperty(name, isSeveral(content) ? arrayOfContent(content) : contentOf(content)),
      ),
    ),
  ],
  members: [
    member('string Name', 'The name.', (_call, self: JProperty) => self.name),
    member(
      'JToken Value',
      'The value.',
      (_call, self: JProperty) => self.value,
      (_call: Call, self: JProperty, value: JToken | null) => {
        self.value = value ?? tokenOf(null)
      },
    ),
  ],
})
