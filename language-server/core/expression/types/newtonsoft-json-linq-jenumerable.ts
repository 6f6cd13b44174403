import { type JToken, jtoken, tokenAt } from '../clr/json.ts'
import { lazy } from '../clr/linq.ts'
import { type Call, member, type } from '../definition.ts'

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JEnumerable_1.htm */
export default type({
  name: 'Newtonsoft.Json.Linq.JEnumerable<out T>',
  summary: 'A sequence of tokens.',
  kind: 'interface',
  bases: ['System.Collections.Generic.IEnumerable<T>'],
  members: [
    member('IEnumerable<JToken> this[object key]', 'A property of each.', (_call: Call, self: unknown, key: unknown) =>
      lazy(self, jtoken, (items) =>
        [...items].map((item) => tokenAt(item as JToken, key)).filter((item) => item !== null),
      ),
    ),
  ],
})
