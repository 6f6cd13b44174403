import { argumentNull } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import type { ClrObject } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const readerType = clrType('System.IO.StringReader')

/** A text and how far it has been read. */
class ClrStringReader implements ClrObject {
  readonly text: string
  at = 0
  constructor(text: string) {
    this.text = text
  }
  get clrType(): ClrType {
    return readerType
  }
}

function readLine(self: ClrStringReader): string | null {
  if (self.at >= self.text.length) return null
  const match = /\r\n|\r|\n/.exec(self.text.slice(self.at))
  const end = match ? self.at + match.index : self.text.length
  const line = self.text.slice(self.at, end)
  self.at = end + (match?.[0].length ?? 0)
  return line
}

/** https://learn.microsoft.com/dotnet/api/system.io.stringreader */
export default type({
  name: 'System.IO.StringReader',
  summary: 'Reads a text piece by piece.',
  bases: ['System.Object'],
  ctors: [
    member('(string s)', 'A reader of a text.', (_call: Call, text: string | null) => {
      if (text === null) throw argumentNull('s')
      return new ClrStringReader(text)
    }),
  ],
  members: [
    member('string ReadLine()', 'The next line; null at the end.', (_call, self: ClrStringReader) => readLine(self)),
    member('string ReadToEnd()', 'What is left.', (_call, self: ClrStringReader) => {
      const rest = self.text.slice(self.at)
      self.at = self.text.length
      return rest
    }),
    member('int Read()', 'The next character as a number; -1 at the end.', (_call, self: ClrStringReader) =>
      self.at < self.text.length ? self.text.charCodeAt(self.at++) : -1,
    ),
    member('int Peek()', 'The next character without reading it; -1 at the end.', (_call, self: ClrStringReader) =>
      self.at < self.text.length ? self.text.charCodeAt(self.at) : -1,
    ),
    member('void Close()', 'Closes it.', () => null),
    member('void Dispose()', 'Closes it.', () => null),
  ],
})
