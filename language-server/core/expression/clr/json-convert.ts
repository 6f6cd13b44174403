import { argument, argumentNull, invalidCast } from './clr-exception.ts'
import { type ClrType, types } from './clr-type.ts'
import { ClrDictionary, ClrHashSet, ClrList, enumerate } from './collections.ts'
import { contextMembers } from './context-json.ts'
import { ClrView } from './context-view.ts'
import { JArray, JObject, JProperty, JToken, JValue, tokenOf } from './json.ts'
import { deserialize } from './json-deserialize.ts'
import { convertValue, isReference } from './json-value.ts'
import { ClrJwt } from './jwt.ts'
import { textOf } from './text.ts'
import { ClrAnonymous, ClrArray, ClrKeyValuePair, ClrSequence, ClrTuple } from './values.ts'
import { zeroOf } from './zero.ts'

/** Types that `ToObject` converts to as a cast does. */
const isPlain = ({ name }: ClrType): boolean =>
  /^System\.(Boolean|Char|S?Byte|U?Int(16|32|64)|Single|Double|Decimal|String|DateTime|DateTimeOffset|TimeSpan|Guid|Uri)$/.test(
    name,
  )

export const isNull = (token: JToken | null): boolean =>
  token === null || (token instanceof JValue && token.value === null)

/** The JSON of any value, as the serializer makes it. */
export function jsonOf(value: unknown): JToken {
  if (value === null || value === undefined || typeof value !== 'object') return tokenOf(value)
  if (value instanceof JToken) return value
  if (value instanceof ClrAnonymous) {
    const object = new JObject()
    value.clrType.labels?.forEach((name, index) => {
      object.add(name, jsonOf(value.values[index]))
    })
    return object
  }
  if (value instanceof ClrTuple) {
    const object = new JObject()
    value.values.forEach((one, index) => {
      object.add(`Item${index + 1}`, jsonOf(one))
    })
    return object
  }
  if (value instanceof ClrDictionary) {
    const object = new JObject()
    for (const entry of value.entries.values()) object.add(textOf(entry.key), jsonOf(entry.value))
    return object
  }
  if (value instanceof ClrKeyValuePair) {
    const object = new JObject()
    object.add('Key', jsonOf(value.key))
    object.add('Value', jsonOf(value.value))
    return object
  }
  if (value instanceof Uint8Array) return new JValue(value)
  if (value instanceof ClrJwt || value instanceof ClrView) {
    const object = new JObject()
    for (const [name, one] of contextMembers(value)) object.add(name, jsonOf(one))
    return object
  }
  if (
    value instanceof ClrArray ||
    value instanceof ClrSequence ||
    value instanceof ClrList ||
    value instanceof ClrHashSet ||
    Symbol.iterator in value
  ) {
    const array = new JArray()
    for (const item of enumerate(value)) array.add(jsonOf(item))
    return array
  }
  return tokenOf(value)
}

/**
 * A token as a .NET value. `cast` is the explicit conversion, which takes no null for a value type; `value` is `Value<T>`, for which null
 * is the default; `object` is `ToObject<T>`.
 */
export function jsonTo(token: JToken | null, to: ClrType, how: 'cast' | 'value' | 'object'): unknown {
  const target = to.name === 'System.Nullable`1' ? (to.args[0] ?? types.object) : to
  if (token === null) {
    if (how === 'cast' && !isReference(target)) throw argumentNull('value')
    return isReference(to) || to !== target ? null : zeroOf(to)
  }
  if (target.name === 'System.Object' && how !== 'object') return token
  if (target.name.startsWith('Newtonsoft.Json.Linq.')) {
    if (target.name === 'Newtonsoft.Json.Linq.JToken' || target.name === token.clrType.name) return token
    if (isNull(token)) return null
    if (target.name === 'Newtonsoft.Json.Linq.JContainer' && !(token instanceof JValue)) return token
    throw invalidCast(`Cannot cast ${token.clrType.name} to ${target.name}.`)
  }
  const plain = token instanceof JProperty && how !== 'value' ? token.value : token
  if (plain instanceof JValue) {
    if (plain.value === null) {
      if (isReference(target) || to !== target) return null
      throw how === 'value'
        ? invalidCast('Null object cannot be converted to a value type.')
        : argument(`Can not convert Null to ${target.name.replace('System.', '')}.`)
    }
    if (how !== 'object' || isPlain(target)) return convertValue(plain, target)
  }
  if (how === 'object' && !isPlain(target)) return deserialize(plain, to)
  if (how === 'value') throw invalidCast(`Cannot cast ${plain.clrType.name} to Newtonsoft.Json.Linq.JToken.`)
  throw argument(`Can not convert ${plain.tokenType} to ${target.name.replace('System.', '')}.`)
}
