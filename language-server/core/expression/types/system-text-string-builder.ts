import { argumentNull, indexOutOfRange, outOfRange } from '../clr/clr-exception.ts'
import { ClrStringBuilder } from '../clr/string-builder.ts'
import { compositeFormat, textOf } from '../clr/text.ts'
import { type ClrArray, type ClrChar, charOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** @throws ClrException ArgumentOutOfRangeException for a stretch that is not all in the text */
function within({ text }: ClrStringBuilder, from: number, length: number): void {
  if (from < 0 || length < 0 || from + length > text.length)
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index',
    )
}

/** https://learn.microsoft.com/dotnet/api/system.text.stringbuilder */
export default type({
  name: 'System.Text.StringBuilder',
  summary: 'Text that grows.',
  ctors: [
    member('()', 'Empty.', () => new ClrStringBuilder('')),
    member('(int capacity)', 'Empty.', () => new ClrStringBuilder('')),
    member(
      '(string value)',
      'Beginning with a text.',
      (_call: Call, text: string | null) => new ClrStringBuilder(text ?? ''),
    ),
  ],
  members: [
    member(
      'StringBuilder Append(string value)',
      'Adds a text.',
      (_call, self: ClrStringBuilder, value: string | null) => self.append(value ?? ''),
    ),
    member(
      'StringBuilder Append(object value)',
      'Adds a value as text.',
      (_call, self: ClrStringBuilder, value: unknown) => self.append(textOf(value)),
    ),
    member(
      'StringBuilder Append(char value, int repeatCount)',
      'Adds a character so many times.',
      (_call, self: ClrStringBuilder, value: ClrChar, count: number) => {
        if (count < 0) throw outOfRange('Count cannot be less than zero.\nParameter name: repeatCount')
        return self.append(value.toString().repeat(count))
      },
    ),
    member('StringBuilder AppendLine()', 'Ends the line.', (_call, self: ClrStringBuilder) => self.append('\n')),
    member(
      'StringBuilder AppendLine(string value)',
      'Adds a line.',
      (_call, self: ClrStringBuilder, value: string | null) => self.append(`${value ?? ''}\n`),
    ),
    member(
      'StringBuilder AppendFormat(string format, params object[] args)',
      'Adds a format with values.',
      (_call, self: ClrStringBuilder, format: string | null, args: ClrArray | null) => {
        if (format === null || args === null) throw argumentNull(format === null ? 'format' : 'args')
        return self.append(compositeFormat(format, args.items))
      },
    ),
    member(
      'StringBuilder Insert(int index, object value)',
      'Puts a text in.',
      (_call, self: ClrStringBuilder, index: number, value: unknown) => {
        within(self, index, 0)
        self.text = self.text.slice(0, index) + textOf(value) + self.text.slice(index)
        return self
      },
    ),
    member(
      'StringBuilder Remove(int startIndex, int length)',
      'Takes some out.',
      (_call, self: ClrStringBuilder, from: number, length: number) => {
        within(self, from, length)
        self.text = self.text.slice(0, from) + self.text.slice(from + length)
        return self
      },
    ),
    member(
      'StringBuilder Replace(string oldValue, string newValue)',
      'Replaces every occurrence.',
      (_call, self: ClrStringBuilder, old: string, by: string | null) => {
        self.text = self.text.replaceAll(old, () => by ?? '')
        return self
      },
    ),
    member('StringBuilder Clear()', 'Removes all.', (_call, self: ClrStringBuilder) => {
      self.text = ''
      return self
    }),
    member(
      'int Length',
      'How long it is.',
      (_call, self: ClrStringBuilder) => self.text.length,
      (_call: Call, self: ClrStringBuilder, length: number) => {
        self.text = self.text.slice(0, length).padEnd(length, '\0')
      },
    ),
    member('char this[int index]', 'One code unit.', (_call, self: ClrStringBuilder, index: number) => {
      if (index < 0 || index >= self.text.length) throw indexOutOfRange()
      return charOf(self.text.charCodeAt(index))
    }),
    member(
      'string ToString(int startIndex, int length)',
      'Some of the text.',
      (_call, self: ClrStringBuilder, from: number, length: number) => {
        within(self, from, length)
        return self.text.slice(from, from + length)
      },
    ),
  ],
})
