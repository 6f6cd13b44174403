import { ClrException, notSimulated } from './clr-exception.ts'
import { type ClrType, types } from './clr-type.ts'
import { ClrDictionary, ClrHashSet, ClrList } from './collections.ts'
import { JArray, JObject, type JToken, JValue, jsonError } from './json.ts'
import { convertValue, isReference } from './json-value.ts'
import { parseDecimalText } from './parse-number.ts'
import { arrayFrom, ClrDouble } from './values.ts'

/** What the text says of values that are read otherwise when their type is known: `1.50`, a date. */
type JsonTexts = ReadonlyMap<JValue, string>

/** Types that Newtonsoft's reader reads itself; what it cannot read is its own exception, others are the serializer's. */
const readAs = new Set(
  'Boolean Byte Int16 Int32 Single Double Decimal String DateTime DateTimeOffset'
    .split(' ')
    .map((name) => `System.${name}`),
)
const asInt32 = new Set(['System.Byte', 'System.Int16', 'System.Int32'])

/**
 * What the serializer makes of a token (JsonSerializer.Deserialize), as DeserializeObject and the parts of ToObject do.
 * @param texts of the values, where the JSON is read from a text and not from tokens
 * @throws ClrException JsonReaderException or JsonSerializationException
 */
export function deserialize(token: JToken, to: ClrType, texts?: JsonTexts): unknown {
  const target = to.name === 'System.Nullable`1' ? (to.args[0] ?? types.object) : to
  if (target.name.startsWith('Newtonsoft.Json.Linq.')) {
    const isIt = target.name === 'Newtonsoft.Json.Linq.JToken' || target.name === token.clrType.name
    if (isIt) return token
    if (token instanceof JValue && token.value === null) return null
    throw failed(`The deserialized type ${token.clrType.name} is not ${target.name}.`)
  }
  const isAny = target.name === 'System.Object' || target.name === '?'
  if (!(token instanceof JValue)) {
    if (isAny) return token
    if (readAs.has(target.name)) throw jsonError(`Unexpected ${token.tokenType.toLowerCase()} while reading a value.`)
    return containerOf(token, target, texts)
  }
  if (isAny) return token.value
  if (token.value === null) {
    if (isReference(target) || to !== target) return null
    throw failed(`Error converting value {null} to type '${target.name}'.`)
  }
  if (!readAs.has(target.name)) return attempt(() => convertValue(token, target), failed)
  const text = texts?.get(token)
  if (target.name === 'System.String') {
    if (texts && typeof token.value === 'boolean') return String(token.value)
    return text ?? convertValue(token, target)
  }
  if (typeof token.value === 'boolean' && target.name !== 'System.Boolean') throw jsonError('Unexpected boolean.')
  if (target.name === 'System.Decimal' && text !== undefined) return attempt(() => parseDecimalText(text), jsonError)
  if (!asInt32.has(target.name)) return attempt(() => convertValue(token, target), jsonError)
  if (texts && token.value instanceof ClrDouble) throw jsonError('The number is not a valid integer.')
  attempt(() => convertValue(token, types.int), jsonError)
  return attempt(() => convertValue(token, target), failed)
}

function attempt(read: () => unknown, fault: (message: string) => ClrException): unknown {
  try {
    return read()
  } catch (error) {
    if (error instanceof ClrException) throw fault(error.message)
    throw error
  }
}

const failed = (message: string): ClrException =>
  new ClrException('Newtonsoft.Json.JsonSerializationException', message)

const lists = /^System\.Collections\.Generic\.(List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection)`1$/
const dictionaries = /^System\.Collections\.Generic\.(Dictionary|IDictionary|IReadOnlyDictionary)`2$/

function containerOf(token: JToken, to: ClrType, texts: JsonTexts | undefined): unknown {
  const [first = types.object, second = types.object] = to.args
  if (token instanceof JArray) {
    const items = () => token.items.map((item) => deserialize(item, first, texts))
    if (to.name === '[]') return arrayFrom(first, items())
    if (lists.test(to.name)) return new ClrList(first, items())
    if (to.name === 'System.Collections.Generic.HashSet`1') {
      const set = new ClrHashSet(first)
      for (const item of items()) set.add(item)
      return set
    }
  }
  if (token instanceof JObject && dictionaries.test(to.name)) {
    const dictionary = new ClrDictionary(first, second)
    for (const { name, value } of token.properties.values())
      dictionary.set(deserialize(new JValue(name), first, texts), deserialize(value, second, texts))
    return dictionary
  }
  const isKnown = /^System\.(U?Int(16|32|64)|SByte|Char|Guid|TimeSpan|Uri)$/.test(to.name)
  if (isKnown || to.name === '[]' || to.name.startsWith('System.Collections.'))
    throw failed(`Cannot deserialize the current JSON ${token.tokenType.toLowerCase()} into type '${to.name}'.`)
  throw notSimulated(`JSON into ${to.name}`)
}
