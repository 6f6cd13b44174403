import { type ClrType, clrType, types } from '../core/expression/clr/clr-type.ts'
import { ClrDictionary, ClrList } from '../core/expression/clr/collections.ts'
import { ClrView } from '../core/expression/clr/context-view.ts'
import { ClrDateTime, ClrDateTimeOffset, parseDateTime, parseTimeSpan } from '../core/expression/clr/date-time.ts'
import { parseDecimal } from '../core/expression/clr/decimal.ts'
import { parseGuid } from '../core/expression/clr/guid.ts'
import { JValue, tokenOf } from '../core/expression/clr/json.ts'
import { readJson } from '../core/expression/clr/json-read.ts'
import { ClrArray, ClrDouble, ClrInteger, ClrSingle, charOf } from '../core/expression/clr/values.ts'
import { readXml } from '../core/expression/clr/xml-read.ts'
import { jwtValue, responseValue } from '../core/expression/compile.ts'
import { InputError } from './input-error.ts'
import { readResponse } from './message.ts'

/**
 * The value of a context variable: JSON, where `{"$type": …, "$value": …}` says what JSON cannot. A whole number is an Int32, or an
 * Int64 where it is too large; an object or an array is a JObject or a JArray.
 * @param path of the value in the file, for the message
 * @throws InputError for a type that a file cannot say, or a value that is none of its type
 */
export function readVariable(json: unknown, path: string): unknown {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number')
    return Number.isInteger(json) ? (json === (json | 0) ? json : BigInt(json)) : new ClrDouble(json)
  if (typeof json === 'object' && '$type' in json && '$value' in json) {
    const type = String(json.$type)
    if (!isReadable(type)) throw new InputError(`${path}: a value of type ${type} cannot be read from a file.`)
    // In JSON, null is a value of its own; of any other type it is the null reference.
    if (json.$value === null && !type.startsWith('Newtonsoft.Json.Linq.J')) return null
    let value: unknown
    try {
      value = tagged(type, json.$value, path)
    } catch (error) {
      if (error instanceof InputError) throw error
    }
    if (value === undefined) throw new InputError(`${path}: ${JSON.stringify(json.$value)} is no ${type}.`)
    return value
  }
  return readJson(JSON.stringify(json), 'JToken')
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'System.String': (text) => text,
  'System.Boolean': (text) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined),
  'System.Int32': (text) => {
    const whole = wholeNumber(text, 'System.Int32')
    return whole === undefined ? undefined : Number(whole)
  },
  'System.Int64': (text) => wholeNumber(text, 'System.Int64'),
  'System.Double': (text) => (isNumber(text) ? new ClrDouble(Number(text)) : undefined),
  'System.Single': (text) => (isNumber(text) ? new ClrSingle(Number(text)) : undefined),
  'System.Decimal': (text) => parseDecimal(text),
  'System.Char': (text) => (text.length === 1 ? charOf(text.charCodeAt(0)) : undefined),
  // Reading a text that ends with Z gives local time, as DateTime.Parse does; a variable keeps its kind.
  'System.DateTime': (text) =>
    text.endsWith('Z') ? new ClrDateTime(parseDateTime(text).ticks, 'Utc') : parseDateTime(text),
  'System.DateTimeOffset': readDateTimeOffset,
  'System.TimeSpan': parseTimeSpan,
  'System.Guid': parseGuid,
  'System.Byte[]': (text) => (isBase64(text) ? new Uint8Array(Buffer.from(text, 'base64')) : undefined),
  'System.Xml.Linq.XElement': (text) => readXml(text).root,
  'System.Xml.Linq.XDocument': readXml,
  Jwt: jwtValue,
}

function readDateTimeOffset(text: string): ClrDateTimeOffset | undefined {
  const [, clock = '', sign = '+', hours = '0', minutes = '0'] = /^(.+?)(?:Z|([+-])(\d\d):(\d\d))$/.exec(text) ?? []
  if (clock === '') return undefined
  const offset = (BigInt(hours) * 60n + BigInt(minutes)) * 600_000_000n
  return new ClrDateTimeOffset(parseDateTime(clock).ticks, sign === '-' ? -offset : offset)
}

/** Bits of the integer types; negative where the type has a sign. */
const bits: Readonly<Record<string, number>> = {
  'System.Byte': 8,
  'System.SByte': -8,
  'System.Int16': -16,
  'System.UInt16': 16,
  'System.Int32': -32,
  'System.UInt32': 32,
  'System.Int64': -64,
  'System.UInt64': 64,
}

/** Undefined: it is none, or out of the range of the type. */
function wholeNumber(text: string, type: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined
  const number = BigInt(text.replace(/^\+/, ''))
  const width = bits[type] ?? 0
  return number === (width < 0 ? BigInt.asIntN(-width, number) : BigInt.asUintN(width, number)) ? number : undefined
}

const isNumber = (text: string): boolean => text === 'NaN' || (text.trim() !== '' && !Number.isNaN(Number(text)))

const isBase64 = (text: string): boolean => /^(?:[\w+/-]{4})*(?:[\w+/-]{2,3}={0,2})?$/.test(text.replace(/\s/g, ''))

const arrayType = /^(System\.\w+)\[\]$/
const listType = /^System\.Collections\.Generic\.List<(System\.\w+)>$/
const dictionaryType = /^System\.Collections\.Generic\.Dictionary<System\.String,\s*(System\.\w+)>$/
const views: readonly string[] = ['BasicAuthCredentials', 'Authorization']

const isReadable = (type: string): boolean =>
  Object.hasOwn(readers, type) ||
  Object.hasOwn(bits, type) ||
  type === 'IResponse' ||
  views.includes(type) ||
  /^Newtonsoft\.Json\.Linq\.J(?:Object|Array|Token|Value)$/.test(type) ||
  [arrayType, listType, dictionaryType].some((pattern) => pattern.test(type))

function tagged(type: string, value: unknown, path: string): unknown {
  if (Object.hasOwn(readers, type)) return readers[type]?.(String(value))
  if (Object.hasOwn(bits, type)) {
    const whole = wholeNumber(String(value), type)
    return whole === undefined ? undefined : new ClrInteger(clrType(type), whole)
  }
  // A text is a text here, also one that reads like a date; JSON's own reader would make a date of it.
  if (type === 'Newtonsoft.Json.Linq.JValue') return jsonValue(value, path)
  if (type.startsWith('Newtonsoft.Json.Linq.J'))
    return readJson(typeof value === 'string' ? value : JSON.stringify(value), 'JToken')
  if (type === 'IResponse') return responseValue(readResponse(value, path))
  if (views.includes(type)) return new ClrView(clrType(type), value)
  const array = arrayType.exec(type)?.[1]
  if (array !== undefined && Array.isArray(value)) return new ClrArray(clrType(array), items(array, value, path))
  const list = listType.exec(type)?.[1]
  if (list !== undefined && Array.isArray(value)) return new ClrList(clrType(list), items(list, value, path))
  const of = dictionaryType.exec(type)?.[1]
  if (of !== undefined && value !== null && typeof value === 'object') {
    const dictionary = new ClrDictionary(types.string, clrType(of))
    for (const [name, one] of Object.entries(value)) dictionary.set(name, item(clrType(of), one, `${path}.${name}`))
    return dictionary
  }
  return undefined
}

function jsonValue(value: unknown, path: string): JValue {
  const token = tokenOf(readVariable(value, path))
  if (!(token instanceof JValue)) throw new InputError(`${path}: a JValue holds no object and no list.`)
  return token
}

const items = (type: string, value: readonly unknown[], path: string): unknown[] =>
  value.map((one, index) => item(clrType(type), one, `${path}[${index}]`))

const item = (type: ClrType, value: unknown, path: string): unknown =>
  value === null || typeof value === 'object' || type.name === 'System.Object'
    ? readVariable(value, path)
    : readVariable({ $type: type.name, $value: value }, path)
