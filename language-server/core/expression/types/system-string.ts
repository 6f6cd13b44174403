import { argument, argumentNull, indexOutOfRange, nullReference, outOfRange } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { enumerate } from '../clr/collections.ts'
import { compareCulture, compareCultureIgnoreCase, compareOrdinal } from '../clr/equality.ts'
import { compositeFormat, isWhiteSpace, textOf } from '../clr/text.ts'
import { ClrArray, type ClrChar, type ClrEnum, charOf } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** StringComparison: 0 CurrentCulture, 1 with IgnoreCase, 2 and 3 invariant, 4 Ordinal, 5 OrdinalIgnoreCase. */
const ignoresCase = (comparison: ClrEnum): boolean => comparison.value % 2 === 1
const fold = (text: string, comparison: ClrEnum): string => {
  if (!ignoresCase(comparison)) return text
  return comparison.value < 4 ? text.toUpperCase() : upper(text)
}
/** One character at a time: .NET never makes two of one. */
const upper = (text: string): string =>
  text.replace(/[^\x20-\x7e]|[a-z]+/g, (run) => (run.toUpperCase().length === run.length ? run.toUpperCase() : run))
const lower = (text: string): string =>
  text.replace(/[^\x20-\x7e]|[A-Z]+/g, (run) => (run.toLowerCase().length === run.length ? run.toLowerCase() : run))

function compareBy(a: string | null, b: string | null, comparison: ClrEnum): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  if (comparison.value >= 4) return compareOrdinal(fold(a, comparison), fold(b, comparison))
  return ignoresCase(comparison) ? compareCultureIgnoreCase(a, b) : compareCulture(a, b)
}

const text = (value: string | null, name: string): string => {
  if (value === null) throw argumentNull(name)
  return value
}

/** Where a text is last among the characters up to an index. */
function lastIndex(self: string, value: string, from: number): number {
  if (self === '' && (from === -1 || from === 0)) return value === '' ? 0 : -1
  if (from < 0 || from > self.length)
    throw outOfRange('Index was out of range. Must be non-negative and less than the size of the collection.')
  return self.slice(0, from + 1).lastIndexOf(value)
}

function substring(self: string, start: number, length = self.length - start): string {
  if (start > self.length)
    throw outOfRange('startIndex cannot be larger than length of string.\nParameter name: startIndex')
  if (start < 0) throw outOfRange('StartIndex cannot be less than zero.\nParameter name: startIndex')
  if (length < 0) throw outOfRange('Length cannot be less than zero.\nParameter name: length')
  if (start + length > self.length)
    throw outOfRange('Index and length must refer to a location within the string.\nParameter name: length')
  return self.slice(start, start + length)
}

function split(self: string, separators: readonly string[], most: number, options: ClrEnum | null): ClrArray {
  if (most < 0) throw outOfRange('Count cannot be less than zero.\nParameter name: count')
  const removes = options !== null && options.value === 1
  const used = separators.filter((one) => one !== '')
  const parts: string[] = []
  let from = 0
  let at = 0
  const blank = used.length === 0
  while (at < self.length && (removes || parts.length < most - 1)) {
    const found = blank
      ? isWhiteSpace(self[at] ?? '')
        ? (self[at] ?? '')
        : undefined
      : used.find((one) => self.startsWith(one, at))
    if (found === undefined) {
      at++
      continue
    }
    const part = self.slice(from, at)
    if (removes && part === '') {
      at += found.length
      from = at
      continue
    }
    if (parts.length >= most - 1) break
    parts.push(part)
    at += found.length
    from = at
  }
  const last = self.slice(from)
  if (!removes || last !== '') parts.push(last)
  if (most === 0) return new ClrArray(types.string, [])
  return new ClrArray(types.string, most === 1 && !removes ? [self] : parts)
}

const chars = (value: ClrArray | null): string[] => (value?.items ?? []).map((one) => textOf(one))
/** Where .NET Framework finds nothing last. */
const lastPlace = (self: string): number => Math.max(0, self.length - 1)

function wide(width: number): number {
  if (width < 0) throw outOfRange('Non-negative number required.\nParameter name: totalWidth')
  return width
}

const all = Number.POSITIVE_INFINITY

function trim(self: string, set: ClrArray | null, ends: 'start' | 'end' | 'both'): string {
  const given = chars(set)
  const strip = given.length === 0 ? isWhiteSpace : (char: string) => given.includes(char)
  let from = 0
  let to = self.length
  if (ends !== 'end') while (from < to && strip(self[from] ?? '')) from++
  if (ends !== 'start') while (to > from && strip(self[to - 1] ?? '')) to--
  return self.slice(from, to)
}

function replace(self: string, old: string | null, by: string | null): string {
  if (old === null) throw argumentNull('oldValue')
  if (old === '') throw argument('String cannot be of zero length.\nParameter name: oldValue')
  return self.replaceAll(old, () => by ?? '')
}

const start = (self: string, at: number): number => {
  if (at < 0 || at > self.length)
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: startIndex',
    )
  return at
}
/** @param name of the parameter that gives the values */
function join(separator: string | null, values: unknown, name: string): string {
  if (values === null) throw argumentNull(name)
  return Array.from(enumerate(values), (value) => textOf(value)).join(separator ?? '')
}
const format = (pattern: string | null, args: readonly unknown[]): string =>
  compositeFormat(text(pattern, 'format'), args)
const indexOfAny = (self: string, set: ClrArray): number => [...self].findIndex((char) => chars(set).includes(char))

/** https://learn.microsoft.com/dotnet/api/system.string */
export default type({
  name: 'System.String',
  summary: 'Text: a sequence of UTF-16 code units that never changes.',
  bases: ['System.Object', 'System.Collections.Generic.IEnumerable<char>', 'System.IComparable'],
  ctors: [
    member('(char c, int count)', 'A character repeated.', (_call: Call, char: ClrChar, count: number) => {
      if (count < 0) throw outOfRange("'count' must be non-negative.\nParameter name: count")
      return char.toString().repeat(count)
    }),
    member('(char[] value)', 'The characters as text.', (_call: Call, value: ClrArray | null) => chars(value).join('')),
    member(
      '(char[] value, int startIndex, int length)',
      'Some of the characters as text.',
      (_call: Call, value: ClrArray, from: number, length: number) => substring(chars(value).join(''), from, length),
    ),
  ],
  statics: [
    member('string Empty', 'The empty string.', () => ''),
    member(
      'bool IsNullOrEmpty(string value)',
      'Whether the string is null or empty.',
      (_call: Call, value: string | null) => value === null || value === '',
    ),
    member(
      'bool IsNullOrWhiteSpace(string value)',
      'Whether the string is null, empty or white space.',
      (_call: Call, value: string | null) => value === null || [...value].every(isWhiteSpace),
    ),
    member('string Concat(object arg0)', 'The value as text.', (_call: Call, a: unknown) => textOf(a)),
    member(
      'string Concat(object arg0, object arg1)',
      'The values one after the other.',
      (_call: Call, a: unknown, b: unknown) => textOf(a) + textOf(b),
    ),
    member('string Concat(params object[] args)', 'The values one after the other.', (_call: Call, args: unknown) =>
      join('', args, 'args'),
    ),
    member('string Concat(params string[] values)', 'The strings one after the other.', (_call: Call, args: unknown) =>
      join('', args, 'values'),
    ),
    member(
      'string Concat<T>(IEnumerable<T> values)',
      'The values one after the other.',
      (_call: Call, values: unknown) => join('', values, 'values'),
    ),
    member(
      'string Join(string separator, params string[] value)',
      'The strings with a separator between them.',
      (_call: Call, separator: string | null, values: unknown) => join(separator, values, 'value'),
    ),
    member(
      'string Join(string separator, params object[] values)',
      'The values with a separator between them.',
      (_call: Call, separator: string | null, values: unknown) => join(separator, values, 'values'),
    ),
    member(
      'string Join<T>(string separator, IEnumerable<T> values)',
      'The values with a separator between them.',
      (_call: Call, separator: string | null, values: unknown) => join(separator, values, 'values'),
    ),
    member(
      'string Join(string separator, string[] value, int startIndex, int count)',
      'Some of the strings with a separator between them.',
      (_call: Call, separator: string | null, values: ClrArray | null, from: number, count: number) => {
        if (values === null) throw argumentNull('value')
        if (from < 0 || count < 0 || from + count > values.items.length) throw outOfRange('startIndex')
        return join(separator, new ClrArray(values.element, values.items.slice(from, from + count)), 'value')
      },
    ),
    member(
      'string Format(string format, object arg0)',
      'Puts a value into a format.',
      (_call: Call, pattern: string | null, a: unknown) => format(pattern, [a]),
    ),
    member(
      'string Format(string format, object arg0, object arg1)',
      'Puts values into a format.',
      (_call: Call, pattern: string | null, a: unknown, b: unknown) => format(pattern, [a, b]),
    ),
    member(
      'string Format(string format, object arg0, object arg1, object arg2)',
      'Puts values into a format.',
      (_call: Call, pattern: string | null, a: unknown, b: unknown, c: unknown) => format(pattern, [a, b, c]),
    ),
    member(
      'string Format(string format, params object[] args)',
      'Puts values into a format.',
      (_call: Call, pattern: string | null, args: ClrArray | null) => {
        if (args === null) throw argumentNull('args')
        return format(pattern, args.items)
      },
    ),
    ...['object arg0', 'object arg0, object arg1', 'object arg0, object arg1, object arg2'].map((values) =>
      member(
        `string Format(IFormatProvider provider, string format, ${values})`,
        'Puts values into a format.',
        (_call: Call, _provider: unknown, pattern: string | null, ...args: unknown[]) => format(pattern, args),
      ),
    ),
    member(
      'string Format(IFormatProvider provider, string format, params object[] args)',
      'Puts values into a format.',
      (_call: Call, _provider: unknown, pattern: string | null, args: ClrArray | null) => {
        if (args === null) throw argumentNull('args')
        return format(pattern, args.items)
      },
    ),
    member(
      'int Compare(string strA, string strB)',
      'The order of two strings.',
      (_call: Call, a: string | null, b: string | null) =>
        a === null || b === null ? (a === b ? 0 : a === null ? -1 : 1) : compareCulture(a, b),
    ),
    member(
      'int Compare(string strA, string strB, bool ignoreCase)',
      'The order of two strings.',
      (_call: Call, a: string | null, b: string | null, ignoreCase: boolean) =>
        a === null || b === null
          ? a === b
            ? 0
            : a === null
              ? -1
              : 1
          : ignoreCase
            ? compareCultureIgnoreCase(a, b)
            : compareCulture(a, b),
    ),
    member(
      'int Compare(string strA, string strB, StringComparison comparisonType)',
      'The order of two strings.',
      (_call: Call, a: string | null, b: string | null, comparison: ClrEnum) => compareBy(a, b, comparison),
    ),
    member(
      'int CompareOrdinal(string strA, string strB)',
      'The order of two strings by code unit.',
      (_call: Call, a: string | null, b: string | null) =>
        a === null || b === null ? (a === b ? 0 : a === null ? -1 : 1) : compareOrdinal(a, b),
    ),
    member(
      'bool Equals(string a, string b)',
      'Whether two strings are the same text.',
      (_call: Call, a: string | null, b: string | null) => a === b,
    ),
    member(
      'bool Equals(string a, string b, StringComparison comparisonType)',
      'Whether two strings are the same text.',
      (_call: Call, a: string | null, b: string | null, comparison: ClrEnum) =>
        a === null || b === null ? a === b : fold(a, comparison) === fold(b, comparison),
    ),
    member('string Copy(string str)', 'The same text.', (_call: Call, value: string | null) => text(value, 'str')),
  ],
  members: [
    member('int Length', 'How many UTF-16 code units it has.', (_call, self: string) => self.length),
    member('char this[int index]', 'One code unit.', (_call, self: string, index: number) => {
      if (index < 0 || index >= self.length) throw indexOutOfRange()
      return charOf(self.charCodeAt(index))
    }),
    member(
      'bool Equals(string value)',
      'Whether it is the same text.',
      (_call, self: string, other: string | null) => self === other,
    ),
    member(
      'bool Equals(string value, StringComparison comparisonType)',
      'Whether it is the same text.',
      (_call, self: string, other: string | null, comparison: ClrEnum) =>
        other !== null && fold(self, comparison) === fold(other, comparison),
    ),
    member('bool Contains(string value)', 'Whether the text is in it.', (_call, self: string, value: string | null) =>
      self.includes(text(value, 'value')),
    ),
    member(
      'bool StartsWith(string value)',
      'Whether it begins with the text.',
      (_call, self: string, value: string | null) => self.startsWith(text(value, 'value')),
    ),
    member(
      'bool StartsWith(string value, StringComparison comparisonType)',
      'Whether it begins with the text.',
      (_call, self: string, value: string | null, comparison: ClrEnum) =>
        fold(self, comparison).startsWith(fold(text(value, 'value'), comparison)),
    ),
    member(
      'bool EndsWith(string value)',
      'Whether it ends with the text.',
      (_call, self: string, value: string | null) => self.endsWith(text(value, 'value')),
    ),
    member(
      'bool EndsWith(string value, StringComparison comparisonType)',
      'Whether it ends with the text.',
      (_call, self: string, value: string | null, comparison: ClrEnum) =>
        fold(self, comparison).endsWith(fold(text(value, 'value'), comparison)),
    ),
    member(
      'int IndexOf(string value)',
      'Where the text is first; -1 when nowhere.',
      (_call, self: string, value: string | null) => self.indexOf(text(value, 'value')),
    ),
    member(
      'int IndexOf(string value, int startIndex)',
      'Where the text is first from an index on.',
      (_call, self: string, value: string | null, from: number) =>
        self.indexOf(text(value, 'value'), start(self, from)),
    ),
    member(
      'int IndexOf(string value, StringComparison comparisonType)',
      'Where the text is first.',
      (_call, self: string, value: string | null, comparison: ClrEnum) =>
        fold(self, comparison).indexOf(fold(text(value, 'value'), comparison)),
    ),
    member(
      'int IndexOf(string value, int startIndex, StringComparison comparisonType)',
      'Where the text is first.',
      (_call, self: string, value: string | null, from: number, comparison: ClrEnum) =>
        fold(self, comparison).indexOf(fold(text(value, 'value'), comparison), start(self, from)),
    ),
    member(
      'int IndexOf(char value)',
      'Where the character is first; -1 when nowhere.',
      (_call, self: string, value: ClrChar) => self.indexOf(value.toString()),
    ),
    member(
      'int IndexOf(char value, int startIndex)',
      'Where the character is first from an index on.',
      (_call, self: string, value: ClrChar, from: number) => self.indexOf(value.toString(), start(self, from)),
    ),
    member(
      'int LastIndexOf(string value)',
      'Where the text is last; -1 when nowhere.',
      (_call, self: string, value: string | null) =>
        value === '' ? lastPlace(self) : self.lastIndexOf(text(value, 'value')),
    ),
    member(
      'int LastIndexOf(string value, StringComparison comparisonType)',
      'Where the text is last.',
      (_call, self: string, value: string | null, comparison: ClrEnum) =>
        value === '' ? lastPlace(self) : fold(self, comparison).lastIndexOf(fold(text(value, 'value'), comparison)),
    ),
    member(
      'int LastIndexOf(string value, int startIndex)',
      'Where the text is last, looking backwards from an index; -1 when nowhere.',
      (_call, self: string, value: string | null, from: number) => {
        const wanted = text(value, 'value')
        return lastIndex(self, wanted, from)
      },
    ),
    member(
      'int LastIndexOf(char value, int startIndex)',
      'Where the character is last, looking backwards from an index; -1 when nowhere.',
      (_call, self: string, value: ClrChar, from: number) => lastIndex(self, value.toString(), from),
    ),
    member(
      'int LastIndexOf(char value)',
      'Where the character is last; -1 when nowhere.',
      (_call, self: string, value: ClrChar) => self.lastIndexOf(value.toString()),
    ),
    member(
      'int IndexOfAny(char[] anyOf)',
      'Where one of the characters is first.',
      (_call, self: string, set: ClrArray | null) => {
        if (set === null) throw argumentNull('anyOf')
        return indexOfAny(self, set)
      },
    ),
    member('string Substring(int startIndex)', 'The text from an index on.', (_call, self: string, from: number) =>
      substring(self, from),
    ),
    member(
      'string Substring(int startIndex, int length)',
      'So much of the text from an index on.',
      (_call, self: string, from: number, length: number) => substring(self, from, length),
    ),
    member(
      'string[] Split(params char[] separator)',
      'The parts between the separators.',
      (_call, self: string, set: ClrArray | null) => split(self, chars(set), all, null),
    ),
    member(
      'string[] Split(char[] separator, int count)',
      'At most so many parts.',
      (_call, self: string, set: ClrArray | null, most: number) => split(self, chars(set), most, null),
    ),
    member(
      'string[] Split(char[] separator, StringSplitOptions options)',
      'The parts between the separators.',
      (_call, self: string, set: ClrArray | null, options: ClrEnum) => split(self, chars(set), all, options),
    ),
    member(
      'string[] Split(char[] separator, int count, StringSplitOptions options)',
      'At most so many parts.',
      (_call, self: string, set: ClrArray | null, most: number, options: ClrEnum) =>
        split(self, chars(set), most, options),
    ),
    member(
      'string[] Split(string[] separator, StringSplitOptions options)',
      'The parts between the separators.',
      (_call, self: string, set: ClrArray | null, options: ClrEnum) => split(self, chars(set), all, options),
    ),
    member(
      'string[] Split(string[] separator, int count, StringSplitOptions options)',
      'At most so many parts.',
      (_call, self: string, set: ClrArray | null, most: number, options: ClrEnum) =>
        split(self, chars(set), most, options),
    ),
    member(
      'string[] Split(char separator, StringSplitOptions options)',
      'The parts between the separators; newer .NET has it.',
      (_call, self: string, one: ClrChar, options: ClrEnum) => split(self, [one.toString()], all, options),
    ),
    member(
      'string[] Split(char separator, int count)',
      'At most so many parts; newer .NET has it.',
      (_call, self: string, one: ClrChar, most: number) => split(self, [one.toString()], most, null),
    ),
    member('string Trim()', 'Without white space at both ends.', (_call, self: string) => trim(self, null, 'both')),
    member(
      'string Trim(params char[] trimChars)',
      'Without the characters at both ends.',
      (_call, self: string, set: ClrArray | null) => trim(self, set, 'both'),
    ),
    member(
      'string TrimStart(params char[] trimChars)',
      'Without the characters at the start.',
      (_call, self: string, set: ClrArray | null) => trim(self, set, 'start'),
    ),
    member(
      'string TrimEnd(params char[] trimChars)',
      'Without the characters at the end.',
      (_call, self: string, set: ClrArray | null) => trim(self, set, 'end'),
    ),
    member(
      'string Replace(string oldValue, string newValue)',
      'With every occurrence replaced.',
      (_call, self: string, old: string | null, by: string | null) => replace(self, old, by),
    ),
    member(
      'string Replace(char oldChar, char newChar)',
      'With every occurrence replaced.',
      (_call, self: string, old: ClrChar, by: ClrChar) => self.replaceAll(old.toString(), () => by.toString()),
    ),
    member(
      'string Remove(int startIndex)',
      'Without what comes from an index on.',
      (_call, self: string, from: number) => substring(self, 0, from),
    ),
    member(
      'string Remove(int startIndex, int count)',
      'Without so much from an index on.',
      (_call, self: string, from: number, count: number) =>
        self.slice(0, from) + self.slice(from + substring(self, from, count).length),
    ),
    member(
      'string Insert(int startIndex, string value)',
      'With a text put in.',
      (_call, self: string, at: number, value: string | null) =>
        substring(self, 0, at) + text(value, 'value') + self.slice(at),
    ),
    member('string PadLeft(int totalWidth)', 'Filled with blanks at the start.', (_call, self: string, width: number) =>
      self.padStart(wide(width)),
    ),
    member(
      'string PadLeft(int totalWidth, char paddingChar)',
      'Filled at the start.',
      (_call, self: string, width: number, char: ClrChar) => self.padStart(wide(width), char.toString()),
    ),
    member('string PadRight(int totalWidth)', 'Filled with blanks at the end.', (_call, self: string, width: number) =>
      self.padEnd(wide(width)),
    ),
    member(
      'string PadRight(int totalWidth, char paddingChar)',
      'Filled at the end.',
      (_call, self: string, width: number, char: ClrChar) => self.padEnd(wide(width), char.toString()),
    ),
    member('string ToLower()', 'In lower case.', (_call, self: string) => lower(self)),
    member('string ToLowerInvariant()', 'In lower case.', (_call, self: string) => lower(self)),
    member('string ToUpper()', 'In upper case.', (_call, self: string) => upper(self)),
    member('string ToUpperInvariant()', 'In upper case.', (_call, self: string) => upper(self)),
    member(
      'char[] ToCharArray()',
      'Its characters.',
      (_call, self: string) => new ClrArray(types.char, [...enumerate(self)]),
    ),
    member('int CompareTo(string strB)', 'Its order beside another.', (_call, self: string, other: string | null) =>
      other === null ? 1 : compareCulture(self, other),
    ),
    member('string ToString()', 'Itself.', (_call, self: string) => {
      if (self === null) throw nullReference()
      return self
    }),
    member('string Normalize()', 'In normalization form C.', (_call, self: string) => self.normalize()),
    member(
      'string Normalize(NormalizationForm normalizationForm)',
      'In a normalization form.',
      (_call, self: string, form: ClrEnum) =>
        self.normalize({ 1: 'NFC', 2: 'NFD', 5: 'NFKC', 6: 'NFKD' }[form.value] ?? 'NFC'),
    ),
  ],
})
