import { badFormat } from '../clr/clr-exception.ts'
import { isWhiteSpace } from '../clr/text.ts'
import { type ClrChar, charOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const test = (pattern: RegExp) => (_call: Call, char: ClrChar) => pattern.test(char.toString())
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
    member('bool IsDigit(char c)', 'Whether it is a decimal digit.', test(/\p{Nd}/u)),
    member('bool IsNumber(char c)', 'Whether it is a number.', test(/\p{N}/u)),
    member('bool IsLetter(char c)', 'Whether it is a letter.', test(/\p{L}/u)),
    member('bool IsLetterOrDigit(char c)', 'Whether it is a letter or a decimal digit.', test(/[\p{L}\p{Nd}]/u)),
    member('bool IsUpper(char c)', 'Whether it is an upper case letter.', test(/\p{Lu}/u)),
    member('bool IsLower(char c)', 'Whether it is a lower case letter.', test(/\p{Ll}/u)),
    member('bool IsWhiteSpace(char c)', 'Whether it is white space.', (_call: Call, char: ClrChar) =>
      isWhiteSpace(char.toString()),
    ),
    member('bool IsPunctuation(char c)', 'Whether it is punctuation.', test(/\p{P}/u)),
    member('bool IsControl(char c)', 'Whether it is a control character.', test(/\p{Cc}/u)),
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
