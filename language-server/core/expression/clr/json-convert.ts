import {
  argument,
  argumentNull,
  badFormat,
  ClrException,
  invalidCast,
  notSimulated,
  overflow,
} from './clr-exception.ts'
import { type ClrType, types } from './clr-type.ts'
import { ClrDictionary, ClrHashSet, ClrList, enumerate } from './collections.ts'
import { contextMembers } from './context-json.ts'
import { ClrView } from './context-view.ts'
import { ClrDateTime, ClrDateTimeOffset, parseClock, parseDateTime, parseTimeSpan } from './date-time.ts'
import { ClrDecimal, roundDecimal, truncateDecimal } from './decimal.ts'
import { parseGuid } from './guid.ts'
import { BigNumber, JArray, JObject, JProperty, JToken, JValue, tokenOf } from './json.ts'
import { ClrJwt } from './jwt.ts'
import { convertNumber, fitsIn, integerOf, isIntegral, isNumeric } from './number.ts'
import { parseDecimalText, parseInteger, parseReal, roundHalfEven } from './parse-number.ts'
import { textOf } from './text.ts'
import { parseUri } from './uri.ts'
import { fromBase64, toBase64 } from './utf8.ts'
import {
  arrayFrom,
  ClrAnonymous,
  ClrArray,
  ClrChar,
  ClrDouble,
  ClrKeyValuePair,
  ClrSequence,
  ClrSingle,
  ClrTuple,
  charOf,
  typeOf,
} from './values.ts'

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
    return isReference(to) || to !== target ? null : zero(to)
  }
  if (target.name === 'System.Object' && how !== 'object') return token
  if (target.name.startsWith('Newtonsoft.Json.Linq.')) {
    if (target.name === 'Newtonsoft.Json.Linq.JToken' || target.name === token.clrType.name) return token
    if (isNull(token)) return null
    if (target.name === 'Newtonsoft.Json.Linq.JContainer' && !(token instanceof JValue)) return token
    throw invalidCast(`Cannot cast ${token.clrType.name} to ${target.name}.`)
  }
  const plain = token instanceof JProperty ? token.value : token
  if (plain instanceof JValue) {
    if (plain.value === null) {
      if (isReference(target) || to !== target) return null
      if (how === 'value') return zero(to)
      throw how === 'cast'
        ? argument(`Can not convert Null to ${target.name.replace('System.', '')}.`)
        : invalidCast('Null object cannot be converted to a value type.')
    }
    return convertValue(plain, target)
  }
  if (how === 'object') return objectOf(plain, target)
  if (how === 'value') throw invalidCast(`Cannot cast ${plain.clrType.name} to Newtonsoft.Json.Linq.JToken.`)
  throw argument(`Can not convert ${plain.tokenType} to ${target.name.replace('System.', '')}.`)
}

const isReference = (type: ClrType): boolean =>
  !isNumeric(type) &&
  ![
    'System.Boolean',
    'System.Char',
    'System.DateTime',
    'System.DateTimeOffset',
    'System.TimeSpan',
    'System.Guid',
  ].includes(type.name)

function zero(type: ClrType): unknown {
  if (isNumeric(type)) return convertNumber(0, type)
  return type.name === 'System.Boolean' ? false : null
}

function convertValue(token: JValue, to: ClrType): unknown {
  const { value } = token
  const cannot = (): ClrException =>
    argument(`Can not convert ${token.tokenType} to ${to.name.replace('System.', '')}.`)
  if (to.name === 'System.Object' || to.name === '?') return value
  if (to.name === 'System.String') return value instanceof Uint8Array ? toBase64(value) : textOf(value)
  if (to.name === 'System.Boolean') {
    if (typeof value === 'boolean') return value
    if (typeof value === 'string') {
      if (/^\s*true\s*$/i.test(value)) return true
      if (/^\s*false\s*$/i.test(value)) return false
      throw badFormat('String was not recognized as a valid Boolean.')
    }
    if (typeof value === 'bigint' || value instanceof ClrDouble || value instanceof ClrDecimal)
      return textOf(value) !== '0'
    throw cannot()
  }
  if (isNumeric(to)) {
    if (typeof value === 'string')
      return to.name === 'System.Decimal'
        ? parseDecimalText(value)
        : isIntegral(to)
          ? parseInteger(value, to)
          : convertNumber(new ClrDouble(parseReal(value)), to)
    if (typeof value === 'boolean') return convertNumber(value ? 1 : 0, to)
    if (value instanceof BigNumber) {
      if (!isIntegral(to)) return convertNumber(new ClrDouble(Number(value.value)), to)
      throw overflow(`Value was either too large or too small for an ${to.name.replace('System.', '')}.`)
    }
    if (value instanceof ClrDateTime || value instanceof Uint8Array) throw cannot()
    return rounded(value, to)
  }
  switch (to.name) {
    case 'System.DateTime':
      if (value instanceof ClrDateTime) return value
      if (value instanceof ClrDateTimeOffset) return new ClrDateTime(value.ticks)
      if (typeof value === 'string') return parseDateTime(value)
      throw cannot()
    case 'System.DateTimeOffset': {
      if (value instanceof ClrDateTimeOffset) return value
      if (value instanceof ClrDateTime) return new ClrDateTimeOffset(value.ticks, 0n)
      const parsed = typeof value === 'string' ? parseClock(value) : undefined
      if (parsed) return new ClrDateTimeOffset(parsed.ticks, parsed.offset ?? 0n)
      throw cannot()
    }
    case 'System.TimeSpan': {
      const parsed = typeof value === 'string' ? parseTimeSpan(value) : undefined
      if (parsed) return parsed
      if (typeOf(value).name === to.name) return value
      throw cannot()
    }
    case 'System.Guid': {
      if (typeOf(value).name === to.name) return value
      const guid = typeof value === 'string' ? parseGuid(value) : undefined
      if (guid) return guid
      throw badFormat('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).')
    }
    case 'System.Uri':
      return typeof value === 'string' ? parseUri(value, 'any') : value
    case 'System.Char':
      if (typeof value === 'string' && value.length === 1) return charOf(value.charCodeAt(0))
      throw cannot()
    case '[]':
      if (value instanceof Uint8Array) return value
      if (typeof value === 'string' && to.args[0]?.name === 'System.Byte') return fromBase64(value)
      throw cannot()
    default:
      throw invalidCast(`Cannot cast a JSON value to ${to.name}.`)
  }
}

/** `Convert.ToInt32` and its kind: half to even, checked. */
function rounded(value: unknown, to: ClrType): unknown {
  if (!isIntegral(to)) return convertNumber(value, to)
  const whole =
    value instanceof ClrDouble || value instanceof ClrSingle
      ? Number.isFinite(value.value)
        ? BigInt(roundHalfEven(value.value))
        : 1n << 80n
      : value instanceof ClrDecimal
        ? truncateDecimal(roundDecimal(value, 0, 'even'))
        : BigInt(textOf(value instanceof ClrChar ? value.code : value))
  if (!fitsIn(whole, to))
    throw overflow(`Value was either too large or too small for an ${to.name.replace('System.', '')}.`)
  return integerOf(to, whole)
}

function objectOf(token: JToken, to: ClrType): unknown {
  const [first = types.object, second = types.object] = to.args
  if (to.name === 'System.Object') return token
  if (token instanceof JArray) {
    const items = token.items.map((item) =>
      jsonTo(item, to.name === '[]' || to.args.length === 1 ? first : types.object, 'object'),
    )
    if (to.name === '[]') return arrayFrom(first, items)
    if (
      /^System\.Collections\.Generic\.(List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection)`1$/.test(
        to.name,
      )
    )
      return new ClrList(first, items)
    if (to.name === 'System.Collections.Generic.HashSet`1') {
      const set = new ClrHashSet(first)
      for (const item of items) set.add(item)
      return set
    }
  }
  if (
    token instanceof JObject &&
    /^System\.Collections\.Generic\.(Dictionary|IDictionary|IReadOnlyDictionary)`2$/.test(to.name)
  ) {
    const dictionary = new ClrDictionary(first, second)
    for (const property of token.properties.values())
      dictionary.set(jsonTo(new JValue(property.name), first, 'object'), jsonTo(property.value, second, 'object'))
    return dictionary
  }
  if (to.name === 'System.String' || isNumeric(to) || to.name === '[]' || to.name.startsWith('System.Collections.')) {
    throw new ClrException(
      'Newtonsoft.Json.JsonSerializationException',
      `Cannot deserialize the current JSON ${token.tokenType.toLowerCase()} into type '${to.name}'.`,
    )
  }
  throw notSimulated(`JSON into ${to.name}`)
}
