import { clrType, types } from '../../language-server/core/expression/clr/clr-type.ts'
import { ClrDictionary, ClrList } from '../../language-server/core/expression/clr/collections.ts'
import { ClrView } from '../../language-server/core/expression/clr/context-view.ts'
import { ClrDateTime, parseDateTime, parseTimeSpan } from '../../language-server/core/expression/clr/date-time.ts'
import { parseDecimal } from '../../language-server/core/expression/clr/decimal.ts'
import { parseGuid } from '../../language-server/core/expression/clr/guid.ts'
import { readJson } from '../../language-server/core/expression/clr/json-read.ts'
import { ClrArray, ClrDouble, ClrInteger, ClrSingle, charOf } from '../../language-server/core/expression/clr/values.ts'
import { readXml } from '../../language-server/core/expression/clr/xml-read.ts'
import { jwtValue, responseValue } from '../../language-server/core/expression/compile.ts'
import type { CompleteResponse } from './context-file.ts'
import { responseModel } from './response-model.ts'

/** The value of a context variable: JSON, where a tag says what JSON cannot. @throws Error for a tag that is not known. */
export function variableOf(json: unknown): unknown {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number')
    return Number.isInteger(json) ? (json === (json | 0) ? json : BigInt(json)) : new ClrDouble(json)
  if (typeof json === 'object' && '$type' in json && '$value' in json) return tagged(String(json.$type), json.$value)
  return readJson(JSON.stringify(json), 'JToken')
}

const small = new Set([
  'System.Byte',
  'System.SByte',
  'System.Int16',
  'System.UInt16',
  'System.UInt32',
  'System.UInt64',
])

function tagged(type: string, value: unknown): unknown {
  const text = String(value)
  if (small.has(type)) return new ClrInteger(clrType(type), BigInt(text))
  switch (type) {
    case 'System.String':
      return text
    case 'System.Int32':
      return Number(text)
    case 'System.Int64':
      return BigInt(text)
    case 'System.Double':
      return new ClrDouble(Number(text))
    case 'System.Single':
      return new ClrSingle(Number(text))
    case 'System.Decimal':
      return parseDecimal(text)
    case 'System.Char':
      return charOf(text.charCodeAt(0))
    case 'System.DateTime': {
      const parsed = parseDateTime(text)
      // Reading a text that ends with Z gives local time, as DateTime.Parse does; a variable keeps its kind.
      return text.endsWith('Z') ? new ClrDateTime(parsed.ticks, 'Utc') : parsed
    }
    case 'System.TimeSpan':
      return parseTimeSpan(text)
    case 'System.Guid':
      return parseGuid(text)
    case 'System.Byte[]':
      return new Uint8Array(Buffer.from(text, 'base64'))
    case 'System.String[]':
      return new ClrArray(types.string, [...(value as string[])])
    case 'System.Collections.Generic.List<System.String>':
      return new ClrList(types.string, [...(value as string[])])
    case 'System.Collections.Generic.Dictionary<System.String,System.String>': {
      const dictionary = new ClrDictionary(types.string, types.string)
      for (const [name, one] of Object.entries(value as Record<string, string>)) dictionary.set(name, one)
      return dictionary
    }
    case 'Newtonsoft.Json.Linq.JObject':
    case 'Newtonsoft.Json.Linq.JArray':
    case 'Newtonsoft.Json.Linq.JValue':
      return readJson(JSON.stringify(value), 'JToken')
    case 'System.Xml.Linq.XElement':
      return readXml(text).root
    case 'IResponse':
      return responseValue(responseModel(value as CompleteResponse))
    case 'Jwt':
      return jwtValue(text)
    case 'BasicAuthCredentials':
    case 'Authorization':
      return new ClrView(clrType(type), value)
    default:
      throw new Error(`A context variable of type ${type} cannot be said in JSON yet.`)
  }
}
