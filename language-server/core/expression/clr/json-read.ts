import { BigNumber } from './big-number.ts'
import { argumentNull } from './clr-exception.ts'
import { ClrDateTime, parseClock } from './date-time.ts'
import { JArray, JObject, type JToken, JValue, jsonError } from './json.ts'
import { ClrDouble } from './values.ts'

/**
 * Newtonsoft's reader: comments, single quotes, names without quotes and trailing commas are taken; ISO dates become dates.
 * @param texts gets what the text says of dates and of numbers with places
 */
export function readJson(
  text: string | null,
  wanted: 'JToken' | 'JObject' | 'JArray',
  texts?: Map<JValue, string>,
): JToken {
  if (text === null) throw argumentNull('s')
  const reader = new Reader(text, texts)
  const token = reader.document(wanted)
  if (wanted === 'JObject' && !(token instanceof JObject))
    throw jsonError(
      `Error reading JObject from JsonReader. Current JsonReader item is not an object: ${startOf(token)}. Path '', line 1, position 1.`,
    )
  if (wanted === 'JArray' && !(token instanceof JArray))
    throw jsonError(
      `Error reading JArray from JsonReader. Current JsonReader item is not an array: ${startOf(token)}. Path '', line 1, position 1.`,
    )
  return token
}

const startOf = (token: JToken): string =>
  token instanceof JObject ? 'StartObject' : token instanceof JArray ? 'StartArray' : token.tokenType

/** `2024-01-02T03:04:05`, with a fraction and a zone or without. */
const isoDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?(?:Z|[+-]\d{2}:?\d{2})?$/
const depthLimit = 500

class Reader {
  private readonly text: string
  private at = 0
  private depth = 0
  private readonly texts: Map<JValue, string> | undefined
  constructor(text: string, texts: Map<JValue, string> | undefined) {
    this.text = text
    this.texts = texts
  }

  private noted(value: JValue, text: string): JValue {
    this.texts?.set(value, text)
    return value
  }

  document(wanted: string): JToken {
    this.blank()
    if (this.at >= this.text.length)
      throw jsonError(`Error reading ${wanted} from JsonReader. Path '', line 0, position 0.`)
    const value = this.value()
    this.blank()
    if (this.at < this.text.length)
      throw this.fault(`Additional text encountered after finished reading JSON content: ${this.text[this.at]}.`)
    return value
  }

  private fault(message: string): Error {
    const before = this.text.slice(0, this.at).split('\n')
    return jsonError(`${message} Path '', line ${before.length}, position ${before.at(-1)?.length ?? 0}.`)
  }

  private blank(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at++
      if (this.text.startsWith('//', this.at)) {
        while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++
      } else if (this.text.startsWith('/*', this.at)) {
        const end = this.text.indexOf('*/', this.at)
        if (end < 0) throw this.fault('Unexpected end while parsing comment.')
        this.at = end + 2
      } else return
    }
  }

  private value(): JToken {
    this.blank()
    const char = this.text[this.at]
    if (char === undefined) throw this.fault('Unexpected end of content while loading JToken.')
    if (char === '{') return this.nested(() => this.object())
    if (char === '[') return this.nested(() => this.array())
    if (char === '"' || char === "'") return this.string(char)
    if (/[-0-9.]/.test(char)) return this.number()
    return this.word()
  }

  private nested(read: () => JToken): JToken {
    if (++this.depth > depthLimit) throw this.fault(`The reader's MaxDepth of ${depthLimit} has been exceeded.`)
    const value = read()
    this.depth--
    return value
  }

  private object(): JObject {
    const object = new JObject()
    this.at++
    for (;;) {
      this.blank()
      const char = this.text[this.at]
      if (char === undefined) throw this.fault('Unexpected end of content while loading JObject.')
      if (char === '}') {
        this.at++
        return object
      }
      let name: string
      if (char === '"' || char === "'") name = this.quoted(char)
      else {
        const match = /^[\p{L}\p{N}_$]+/u.exec(this.text.slice(this.at, this.at + 200))
        if (!match) throw this.fault(`Invalid property identifier character: ${char}.`)
        name = match[0]
        this.at += name.length
      }
      this.blank()
      if (this.text[this.at] !== ':')
        throw this.fault(
          `Invalid character after parsing property name. Expected ':' but got: ${this.text[this.at] ?? 'end'}.`,
        )
      this.at++
      object.set(name, this.value())
      this.blank()
      if (this.text[this.at] === ',') this.at++
      else if (this.text[this.at] === undefined) throw this.fault('Unexpected end of content while loading JObject.')
      else if (this.text[this.at] !== '}')
        throw this.fault(`After parsing a value an unexpected character was encountered: ${this.text[this.at]}.`)
    }
  }

  private array(): JArray {
    const array = new JArray()
    this.at++
    for (;;) {
      this.blank()
      const char = this.text[this.at]
      if (char === undefined) throw this.fault('Unexpected end of content while loading JArray.')
      if (char === ']') {
        this.at++
        return array
      }
      array.add(this.value())
      this.blank()
      if (this.text[this.at] === ',') this.at++
      else if (this.text[this.at] === undefined) throw this.fault('Unexpected end of content while loading JArray.')
      else if (this.text[this.at] !== ']')
        throw this.fault(`After parsing a value an unexpected character was encountered: ${this.text[this.at]}.`)
    }
  }

  private string(quote: string): JValue {
    const text = this.quoted(quote)
    if (isoDate.test(text)) {
      const parsed = parseClock(text)
      if (parsed) {
        const zone = text.endsWith('Z') ? 'Utc' : parsed.offset === undefined ? 'Unspecified' : 'Local'
        return this.noted(new JValue(new ClrDateTime(parsed.ticks - (parsed.offset ?? 0n), zone)), text)
      }
    }
    return new JValue(text)
  }

  private quoted(quote: string): string {
    let text = ''
    this.at++
    for (;;) {
      const char = this.text[this.at]
      if (char === undefined) throw this.fault(`Unterminated string. Expected delimiter: ${quote}.`)
      this.at++
      if (char === quote) return text
      if (char !== '\\') {
        text += char
        continue
      }
      const next = this.text[this.at++]
      if (next === 'u') {
        const hex = this.text.slice(this.at, this.at + 4)
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.fault('Could not convert Unicode escape.')
        text += String.fromCharCode(Number.parseInt(hex, 16))
        this.at += 4
      } else {
        const read =
          next === undefined
            ? undefined
            : { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\\': '\\', '/': '/', '"': '"', "'": "'" }[next]
        if (read === undefined) throw this.fault(`Bad JSON escape sequence: \\${next}.`)
        text += read
      }
    }
  }

  private number(): JValue {
    const [text = ''] = /^[-+0-9a-zA-Z.]+/.exec(this.text.slice(this.at, this.at + 400)) ?? []
    this.at += text.length
    if (text === '-Infinity') return new JValue(new ClrDouble(Number.NEGATIVE_INFINITY))
    if (/^-?\d+$/.test(text)) {
      const value = BigInt(text)
      return new JValue(BigInt.asIntN(64, value) === value ? value : new BigNumber(value))
    }
    if (/^-?0[xX][0-9a-fA-F]+$/.test(text)) return new JValue(BigInt(text))
    if (!/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
      throw this.fault(`Input string '${text}' is not a valid number.`)
    return this.noted(new JValue(new ClrDouble(Number(text))), text)
  }

  private word(): JToken {
    for (const [word, value] of words) {
      if (this.text.startsWith(word, this.at) && !/[\w]/.test(this.text[this.at + word.length] ?? '')) {
        this.at += word.length
        return new JValue(value())
      }
    }
    // A word that begins like one of these is a mistake where it goes on otherwise.
    for (const [word, begun, what] of [
      ['true', 't', 'boolean'],
      ['false', 'f', 'boolean'],
      ['null', 'nu', 'null'],
    ] as const) {
      if (!this.text.startsWith(begun, this.at)) continue
      for (let at = 0; at < word.length && this.text[this.at] === word[at]; at++) this.at++
      throw this.fault(`Error parsing ${what} value.`)
    }
    throw this.fault(`Unexpected character encountered while parsing value: ${this.text[this.at]}.`)
  }
}

const words: readonly (readonly [string, () => unknown])[] = [
  ['true', () => true],
  ['false', () => false],
  ['null', () => null],
  ['undefined', () => null],
  ['NaN', () => new ClrDouble(Number.NaN)],
  ['Infinity', () => new ClrDouble(Number.POSITIVE_INFINITY)],
]
