import { argument } from './clr-exception.ts'
import { printType } from './clr-type.ts'
import { enumerate } from './collections.ts'
import { JArray, JToken, tokenOf } from './json.ts'
import { ClrEnum, typeOf } from './values.ts'

/** Types whose values are values of JSON (JValue.GetValueType of Newtonsoft.Json). */
const plain =
  /^System\.(String|Boolean|S?Byte|U?Int(16|32|64)|Single|Double|Decimal|DateTime|DateTimeOffset|Guid|Uri|TimeSpan)$/

/**
 * A value as content of an array, an object or a property, where no serializer makes JSON of objects.
 * @throws ClrException ArgumentException for what is no value of JSON: an anonymous object, a pair of a dictionary
 */
export function contentOf(value: unknown): JToken {
  if (value instanceof JToken) return value
  const type = typeOf(value)
  if (value === null || value instanceof Uint8Array || value instanceof ClrEnum || plain.test(type.name))
    return tokenOf(value)
  throw argument(`Could not determine JSON object type for type ${printType(type)}.`)
}

/** Whether content stands for each of its elements. */
export const isSeveral = (content: unknown): content is object =>
  content !== null &&
  typeof content === 'object' &&
  Symbol.iterator in content &&
  !(content instanceof Uint8Array) &&
  !(content instanceof JToken)

/** The tokens that content adds: sequences count as their elements, however deep. */
export function* tokensOf(content: unknown): Generator<JToken> {
  if (isSeveral(content)) for (const one of enumerate(content)) yield* tokensOf(one)
  else yield contentOf(content)
}

/** An array of content. */
export function arrayOfContent(content: unknown): JArray {
  const array = new JArray()
  for (const token of tokensOf(content)) array.add(token)
  return array
}
