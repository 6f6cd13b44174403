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
    try {
      const value = tagged(type, json.$value, path)
      if (value !== undefined) return value
    } catch (error) {
      if (error instanceof InputError) throw error
      throw new InputError(`${path}: ${JSON.stringify(json.$value)} is no ${type}.`)
    }
    throw new InputError(`${path}: a value of type ${type} cannot be read from a file.`)
  }
  return readJson(JSON.stringify(json), 'JToken')
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'System.String': (text) => text,
  'System.Boolean': (text) => text.toLowerCase() === 'true',
  'System.Int32': (text) => Number(BigInt.asIntN(32, BigInt(text))),
  'System.Int64': (text) => BigInt.asIntN(64, BigInt(text)),
  'System.Double': (text) => new ClrDouble(Number(text)),
  'System.Single': (text) => new ClrSingle(Number(text)),
  'System.Decimal': (text) => parseDecimal(text),
  'System.Char': (text) => charOf(text.charCodeAt(0)),
  // Reading a text that ends with Z gives local time, as DateTime.Parse does; a variable keeps its kind.
  'System.DateTime': (text) =>
    text.endsWith('Z') ? new ClrDateTime(parseDateTime(text).ticks, 'Utc') : parseDateTime(text),
  'System.DateTimeOffset': readDateTimeOffset,
  'System.TimeSpan': parseTimeSpan,
  'System.Guid': parseGuid,
  'System.Byte[]': (text) => new Uint8Array(Buffer.from(text, 'base64')),
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

const small = ['Byte', 'SByte', 'Int16', 'UInt16', 'UInt32', 'UInt64'].map((name) => `System.${name}`)

function tagged(type: string, value: unknown, path: string): unknown {
  if (Object.hasOwn(readers, type)) return readers[type]?.(String(value))
  if (small.includes(type)) return new ClrInteger(clrType(type), BigInt(String(value)))
  // A text is a text here, also one that reads like a date; JSON's own reader would make a date of it.
  if (type === 'Newtonsoft.Json.Linq.JValue') return jsonValue(value, path)
  if (type.startsWith('Newtonsoft.Json.Linq.J'))
    return readJson(typeof value === 'string' ? value : JSON.stringify(value), 'JToken')
  if (type === 'IResponse') return responseValue(readResponse(value, path))
  if (type === 'BasicAuthCredentials' || type === 'Authorization') return new ClrView(clrType(type), value)
  const array = /^(System\.\w+)\[\]$/.exec(type)?.[1]
  if (array !== undefined && Array.isArray(value)) return new ClrArray(clrType(array), items(array, value, path))
  const list = /^System\.Collections\.Generic\.List<(System\.\w+)>$/.exec(type)?.[1]
  if (list !== undefined && Array.isArray(value)) return new ClrList(clrType(list), items(list, value, path))
  const of = /^System\.Collections\.Generic\.Dictionary<System\.String,\s*(System\.\w+)>$/.exec(type)?.[1]
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
