import { argumentNull, badFormat, outOfRange } from '../clr/clr-exception.ts'
import { isWhiteSpace } from '../clr/text.ts'
import { type ClrChar, charOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const test = (pattern: RegExp) => (char: string) => pattern.test(char)
const tests: readonly (readonly [name: string, summary: string, holds: (char: string) => boolean])[] = [
  ['IsDigit', 'a decimal digit', test(/\p{Nd}/u)],
  ['IsNumber', 'a number', test(/\p{N}/u)],
  ['IsLetter', 'a letter', test(/\p{L}/u)],
  ['IsLetterOrDigit', 'a letter or a decimal digit', test(/[\p{L}\p{Nd}]/u)],
  ['IsUpper', 'an upper case letter', test(/\p{Lu}/u)],
  ['IsLower', 'a lower case letter', test(/\p{Ll}/u)],
  ['IsWhiteSpace', 'white space', isWhiteSpace],
  ['IsPunctuation', 'punctuation', test(/\p{P}/u)],
  ['IsControl', 'a control character', test(/\p{Cc}/u)],
  ['IsSymbol', 'a symbol', test(/\p{S}/u)],
  ['IsSeparator', 'a separator', test(/\p{Z}/u)],
]
const change = (by: (text: string) => string) => (_call: Call, char: ClrChar) => {
  const text = by(char.toString())
  return text.length === 1 ? charOf(text.charCodeAt(0)) : char
}

export default type({
  name: 'System.Char',
  summary: 'A UTF-16 code unit.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  statics: [
    member('char MaxValue', 'U+FFFF.', () => charOf(0xffff)),
    member('char MinValue', 'U+0000.', () => charOf(0)),
    ...tests.flatMap(([name, summary, holds]) => [
      member(`bool ${name}(char c)`, `Whether it is ${summary}.`, (_call: Call, char: ClrChar) =>
        holds(char.toString()),
      ),
      member(
        `bool ${name}(string s, int index)`,
        `Whether the character at an index is ${summary}.`,
        (_call: Call, text: string | null, index: number) => {
          if (text === null) throw argumentNull('s')
          if (index < 0 || index >= text.length)
            throw outOfRange('Specified argument was out of the range of valid values.\nParameter name: index')
          return holds(text.charAt(index))
        },
      ),
    ]),
    member('string ToString(char c)', 'It as text.', (_call: Call, char: ClrChar) => char.toString()),
    member(
      'char ToUpper(char c)',
      'In upper case.',
      change((text) => text.toUpperCase()),
    ),
    member(
      'char ToLower(char c)',
      'In lower case.',
      change((text) => text.toLowerCase()),
    ),
    member(
      'char ToUpperInvariant(char c)',
      'In upper case.',
      change((text) => text.toUpperCase()),
    ),
    member(
      'char ToLowerInvariant(char c)',
      'In lower case.',
      change((text) => text.toLowerCase()),
    ),
    member('double GetNumericValue(char c)', 'Its number; -1 when it is none.'),
    member('char Parse(string s)', 'The only character of a string.', (_call: Call, text: string | null) => {
      if (text?.length !== 1) throw badFormat('String must be exactly one character long.')
      return charOf(text.charCodeAt(0))
    }),
  ],
  members: [
    member('string ToString(IFormatProvider provider)', 'It as text.', (_call, self: ClrChar) => self.toString()),
    member(
      'int CompareTo(char value)',
      'Its order beside another.',
      (_call, self: ClrChar, other: ClrChar) => self.code - other.code,
    ),
    member(
      'bool Equals(char obj)',
      'Whether it is the same.',
      (_call, self: ClrChar, other: ClrChar) => self.code === other.code,
    ),
  ],
})
