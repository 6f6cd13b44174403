import { argument, argumentNull, outOfRange } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import { ClrView } from '../clr/context-view.ts'
import { decodeUtf8, encodeUtf8 } from '../clr/utf8.ts'
import type { ClrArray } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

type Encoding = ClrView<{ readonly name: string }>
const encodingType: ClrType = clrType('System.Text.Encoding')
const make = (name: string): Encoding => new ClrView(encodingType, { name })
const all = new Map(
  ['utf-8', 'us-ascii', 'utf-16', 'iso-8859-1', 'utf-16BE', 'utf-32'].map((name) => [name, make(name)]),
)
const named = (name: string): Encoding => {
  const alias: Readonly<Record<string, string>> = {
    utf8: 'utf-8',
    ascii: 'us-ascii',
    latin1: 'iso-8859-1',
    unicode: 'utf-16',
  }
  const lower = name.toLowerCase()
  const found = all.get(alias[lower] ?? lower)
  if (!found) throw argument(`'${name}' is not a supported encoding name.`)
  return found
}

function encode({ model }: Encoding, text: string | null): Uint8Array {
  if (text === null) throw argumentNull('s')
  switch (model.name) {
    case 'us-ascii':
      return Uint8Array.from(text, (char) => (char.charCodeAt(0) < 128 ? char.charCodeAt(0) : 63))
    case 'iso-8859-1':
      return Uint8Array.from(text, (char) => (char.charCodeAt(0) < 256 ? char.charCodeAt(0) : 63))
    case 'utf-16': {
      const bytes = new Uint8Array(text.length * 2)
      for (let index = 0; index < text.length; index++) {
        bytes[index * 2] = text.charCodeAt(index) & 255
        bytes[index * 2 + 1] = text.charCodeAt(index) >> 8
      }
      return bytes
    }
    default:
      return encodeUtf8(text)
  }
}

function decode({ model }: Encoding, bytes: Uint8Array | null): string {
  if (bytes === null) throw argumentNull('bytes')
  switch (model.name) {
    case 'us-ascii':
      return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : '?')).join('')
    case 'iso-8859-1':
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    case 'utf-16':
      return Array.from({ length: bytes.length >> 1 }, (_, index) =>
        String.fromCharCode((bytes[index * 2] ?? 0) | ((bytes[index * 2 + 1] ?? 0) << 8)),
      ).join('')
    default:
      return decodeUtf8(bytes)
  }
}

/** https://learn.microsoft.com/dotnet/api/system.text.encoding#list-of-encodings */
const codePages: Readonly<Record<number, string>> = {
  0: 'utf-8',
  1200: 'utf-16',
  20127: 'us-ascii',
  28591: 'iso-8859-1',
  65001: 'utf-8',
}

/** https://learn.microsoft.com/dotnet/api/system.text.encoding */
export default type({
  name: 'System.Text.Encoding',
  summary: 'Turns text into bytes and back.',
  statics: [
    member('Encoding UTF8', 'UTF-8.', () => named('utf-8')),
    member('Encoding ASCII', 'ASCII.', () => named('us-ascii')),
    member('Encoding Unicode', 'UTF-16, low byte first.', () => named('utf-16')),
    member('Encoding Default', 'UTF-8.', () => named('utf-8')),
    member('Encoding GetEncoding(string name)', 'An encoding by its name.', (_call: Call, name: string) => named(name)),
    member('Encoding GetEncoding(int codepage)', 'An encoding by its code page.', (_call: Call, page: number) =>
      named(codePages[page] ?? String(page)),
    ),
  ],
  members: [
    member('byte[] GetBytes(string s)', 'The bytes of a text.', (_call, self: Encoding, text: string | null) =>
      encode(self, text),
    ),
    member(
      'byte[] GetBytes(char[] chars)',
      'The bytes of characters.',
      (_call, self: Encoding, chars: ClrArray | null) => encode(self, chars === null ? null : chars.items.join('')),
    ),
    member('string GetString(byte[] bytes)', 'The text of bytes.', (_call, self: Encoding, bytes: Uint8Array | null) =>
      decode(self, bytes),
    ),
    member(
      'string GetString(byte[] bytes, int index, int count)',
      'The text of some bytes.',
      (_call, self: Encoding, bytes: Uint8Array | null, from: number, count: number) => {
        if (bytes === null) throw argumentNull('bytes')
        if (from < 0 || count < 0 || from + count > bytes.length)
          throw outOfRange('Index and count must refer to a location within the buffer.\nParameter name: bytes')
        return decode(self, bytes.slice(from, from + count))
      },
    ),
    member(
      'int GetByteCount(string s)',
      'How many bytes a text has.',
      (_call, self: Encoding, text: string | null) => encode(self, text).length,
    ),
    member('string WebName', 'The name.', (_call, self: Encoding) => self.model.name),
  ],
})
