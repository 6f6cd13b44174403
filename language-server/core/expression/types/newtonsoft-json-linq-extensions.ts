import { argumentNull } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { JObject, type JToken, JValue, jtoken, tokenAt } from '../clr/json.ts'
import { jsonTo } from '../clr/json-convert.ts'
import { lazy } from '../clr/linq.ts'
import { type Call, member, type } from '../definition.ts'

const valuesOf = (items: Iterable<unknown>): JToken[] =>
  [...(items as Iterable<JToken>)].flatMap((item) => (item instanceof JValue ? [item] : [...item.children()]))

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_Extensions.htm */
export default type({
  name: 'Newtonsoft.Json.Linq.Extensions',
  summary: 'Extension methods for JSON.',
  kind: 'static',
  statics: [
    // Its parameter is an IEnumerable<JToken>, but it takes the token itself and refuses what is none.
    member('U Value<U>(this JToken value)', 'The value as a type.', (call: Call, value: JToken | null) => {
      if (value === null) throw argumentNull('value')
      return jsonTo(value, call.typeArgs[0] ?? types.object, 'value')
    }),
    member(
      'IEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)',
      'A property of each.',
      (_call: Call, source: unknown, key: unknown) =>
        lazy(source, jtoken, (items) =>
          [...items].map((item) => tokenAt(item as JToken, key)).filter((item) => item !== null),
        ),
    ),
    member(
      'IEnumerable<U> Values<U>(this IEnumerable<JToken> source, object key)',
      'A property of each as a type.',
      (call: Call, source: unknown, key: unknown) =>
        lazy(source, call.typeArgs[0] ?? types.object, (items) =>
          [...items].map((item) => jsonTo(tokenAt(item as JToken, key), call.typeArgs[0] ?? types.object, 'value')),
        ),
    ),
    member(
      'IEnumerable<JToken> Values(this IEnumerable<JToken> source)',
      'The children of each, and itself where it is a value.',
      (_call: Call, source: unknown) => lazy(source, jtoken, valuesOf),
    ),
    member(
      'IEnumerable<U> Values<U>(this IEnumerable<JToken> source)',
      'The values as a type.',
      (call: Call, source: unknown) =>
        lazy(source, call.typeArgs[0] ?? types.object, (items) =>
          valuesOf(items).map((item) => jsonTo(item, call.typeArgs[0] ?? types.object, 'value')),
        ),
    ),
    member(
      'IEnumerable<JToken> Children(this IEnumerable<JToken> source)',
      'The children of each.',
      (_call: Call, source: unknown) =>
        lazy(source, jtoken, (items) => [...items].flatMap((item) => [...(item as JToken).children()])),
    ),
    member(
      'IEnumerable<JProperty> Properties(this IEnumerable<JObject> source)',
      'The properties of each.',
      (_call: Call, source: unknown) =>
        lazy(source, jtoken, (items) =>
          [...items].flatMap((item) => (item instanceof JObject ? [...item.children()] : [])),
        ),
    ),
  ],
})
