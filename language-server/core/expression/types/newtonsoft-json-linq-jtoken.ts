import { argumentNull, ClrException, invalidOperation } from '../clr/clr-exception.ts'
import { arrayOf, clrType, types } from '../clr/clr-type.ts'
import {
  deepEquals,
  JArray,
  JObject,
  JProperty,
  type JToken,
  JValue,
  jtoken,
  printJson,
  setTokenAt,
  tokenAt,
  tokenOf,
  tokenTypes,
} from '../clr/json.ts'
import { contentOf } from '../clr/json-content.ts'
import { isNull, jsonOf, jsonTo } from '../clr/json-convert.ts'
import { selectTokens } from '../clr/json-path.ts'
import { readJson } from '../clr/json-read.ts'
import { ClrEnum, ClrSequence } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const tokenType = clrType('Newtonsoft.Json.Linq.JTokenType')
const sequence = (items: () => Iterable<unknown>): ClrSequence =>
  new ClrSequence(jtoken, () => items()[Symbol.iterator]())

/** @throws ClrException InvalidOperationException of a value, which has no children */
function container(self: JToken): JToken {
  if (self instanceof JValue) throw invalidOperation('Cannot access child value on Newtonsoft.Json.Linq.JValue.')
  return self
}

function select(self: JToken, path: string): JToken | null {
  const found = selectTokens(self, path)
  if (found.length > 1) throw new ClrException('Newtonsoft.Json.JsonException', 'Path returned multiple tokens.')
  return found[0] ?? null
}

function remove(self: JToken): void {
  const { parent } = self
  if (self instanceof JProperty && parent instanceof JObject) parent.remove(self.name)
  else if (parent instanceof JArray) parent.removeAt(parent.items.indexOf(self))
  else if (parent instanceof JProperty)
    throw new ClrException(
      'Newtonsoft.Json.JsonException',
      'Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.',
    )
  else throw invalidOperation('The parent is missing.')
}

function replace(self: JToken, by: JToken): void {
  const { parent } = self
  if (parent instanceof JProperty) parent.value = by
  else if (parent instanceof JArray) parent.set(parent.items.indexOf(self), by)
  else throw invalidOperation('The parent is missing.')
}

function* ancestors(self: JToken): Generator<JToken> {
  for (let at = self.parent; at; at = at.parent) yield at
}

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JToken.htm */
export default type({
  name: 'Newtonsoft.Json.Linq.JToken',
  summary: 'Any piece of JSON.',
  bases: ['System.Object', 'System.Collections.Generic.IEnumerable<Newtonsoft.Json.Linq.JToken>'],
  statics: [
    member('JToken Parse(string json)', 'Reads JSON; throws JsonReaderException.', (_call: Call, text: string) =>
      readJson(text, 'JToken'),
    ),
    member('JToken FromObject(object o)', 'The JSON of a value.', (_call: Call, value: unknown) => {
      if (value === null) throw argumentNull('o')
      return jsonOf(value)
    }),
    member(
      'bool DeepEquals(JToken t1, JToken t2)',
      'Whether two pieces are the same JSON.',
      (_call: Call, a: JToken | null, b: JToken | null) => deepEquals(a, b),
    ),
    member('int op_Explicit(JToken value)', 'The value as int.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.int, 'cast'),
    ),
    member('int? op_Explicit(JToken value)', 'The value as int; null for null.', (_call: Call, value: JToken | null) =>
      isNull(value) ? null : jsonTo(value, types.int, 'cast'),
    ),
    member('long op_Explicit(JToken value)', 'The value as long.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.long, 'cast'),
    ),
    member(
      'long? op_Explicit(JToken value)',
      'The value as long; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.long, 'cast')),
    ),
    member('double op_Explicit(JToken value)', 'The value as double.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.double, 'cast'),
    ),
    member(
      'double? op_Explicit(JToken value)',
      'The value as double; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.double, 'cast')),
    ),
    member('decimal op_Explicit(JToken value)', 'The value as decimal.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.decimal, 'cast'),
    ),
    member(
      'decimal? op_Explicit(JToken value)',
      'The value as decimal; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.decimal, 'cast')),
    ),
    member('float op_Explicit(JToken value)', 'The value as float.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.float, 'cast'),
    ),
    member(
      'float? op_Explicit(JToken value)',
      'The value as float; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.float, 'cast')),
    ),
    member('bool op_Explicit(JToken value)', 'The value as bool.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.bool, 'cast'),
    ),
    member(
      'bool? op_Explicit(JToken value)',
      'The value as bool; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.bool, 'cast')),
    ),
    member('string op_Explicit(JToken value)', 'The value as string.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.string, 'cast'),
    ),
    member('DateTime op_Explicit(JToken value)', 'The value as DateTime.', (_call: Call, value: JToken | null) =>
      jsonTo(value, clrType('System.DateTime'), 'cast'),
    ),
    member(
      'DateTime? op_Explicit(JToken value)',
      'The value as DateTime; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, clrType('System.DateTime'), 'cast')),
    ),
    member(
      'DateTimeOffset op_Explicit(JToken value)',
      'The value as DateTimeOffset.',
      (_call: Call, value: JToken | null) => jsonTo(value, clrType('System.DateTimeOffset'), 'cast'),
    ),
    member(
      'DateTimeOffset? op_Explicit(JToken value)',
      'The value as DateTimeOffset; null for null.',
      (_call: Call, value: JToken | null) =>
        isNull(value) ? null : jsonTo(value, clrType('System.DateTimeOffset'), 'cast'),
    ),
    member('Guid op_Explicit(JToken value)', 'The value as Guid.', (_call: Call, value: JToken | null) =>
      jsonTo(value, clrType('System.Guid'), 'cast'),
    ),
    member(
      'Guid? op_Explicit(JToken value)',
      'The value as Guid; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, clrType('System.Guid'), 'cast')),
    ),
    member('TimeSpan op_Explicit(JToken value)', 'The value as TimeSpan.', (_call: Call, value: JToken | null) =>
      jsonTo(value, clrType('System.TimeSpan'), 'cast'),
    ),
    member(
      'TimeSpan? op_Explicit(JToken value)',
      'The value as TimeSpan; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, clrType('System.TimeSpan'), 'cast')),
    ),
    member('Uri op_Explicit(JToken value)', 'The value as Uri.', (_call: Call, value: JToken | null) =>
      jsonTo(value, clrType('System.Uri'), 'cast'),
    ),
    member('byte[] op_Explicit(JToken value)', 'The value as byte[].', (_call: Call, value: JToken | null) =>
      jsonTo(value, arrayOf(types.byte), 'cast'),
    ),
    member('short op_Explicit(JToken value)', 'The value as short.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.short, 'cast'),
    ),
    member(
      'short? op_Explicit(JToken value)',
      'The value as short; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.short, 'cast')),
    ),
    member('uint op_Explicit(JToken value)', 'The value as uint.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.uint, 'cast'),
    ),
    member(
      'uint? op_Explicit(JToken value)',
      'The value as uint; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.uint, 'cast')),
    ),
    member('ulong op_Explicit(JToken value)', 'The value as ulong.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.ulong, 'cast'),
    ),
    member(
      'ulong? op_Explicit(JToken value)',
      'The value as ulong; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.ulong, 'cast')),
    ),
    member('byte op_Explicit(JToken value)', 'The value as byte.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.byte, 'cast'),
    ),
    member(
      'byte? op_Explicit(JToken value)',
      'The value as byte; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.byte, 'cast')),
    ),
    member('char op_Explicit(JToken value)', 'The value as char.', (_call: Call, value: JToken | null) =>
      jsonTo(value, types.char, 'cast'),
    ),
    member(
      'char? op_Explicit(JToken value)',
      'The value as char; null for null.',
      (_call: Call, value: JToken | null) => (isNull(value) ? null : jsonTo(value, types.char, 'cast')),
    ),
    member('JToken op_Implicit(string value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(int value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(long value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(bool value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(double value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(decimal value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(float value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(DateTime value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(DateTimeOffset value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(Guid value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(TimeSpan value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(Uri value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(byte[] value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(int? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(long? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(bool? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(double? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(decimal? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(DateTime? value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(uint value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(ulong value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(short value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(ushort value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
    member('JToken op_Implicit(byte value)', 'A value.', (_call: Call, value: unknown) => tokenOf(value)),
  ],
  members: [
    member(
      'JToken this[object key]',
      'A property or an element; null where a property is missing.',
      (_call, self: JToken, key: unknown) => tokenAt(self, key),
      (_call: Call, self: JToken, key: unknown, value: JToken | null) => setTokenAt(self, key, value),
    ),
    member(
      'JTokenType Type',
      'What it is.',
      (_call, self: JToken) => new ClrEnum(tokenType, tokenTypes[self.tokenType] ?? 0, tokenTypes),
    ),
    member('JToken Parent', 'What it is in.', (_call, self: JToken) => self.parent),
    member('JToken Root', 'What all of it is in.', (_call, self: JToken) => self.root),
    member('string Path', 'The path from the root.', (_call, self: JToken) => self.path),
    member('bool HasValues', 'Whether there is something in it.', (_call, self: JToken) => self.children().length > 0),
    member('JToken First', 'The first child.', (_call, self: JToken) => container(self).children()[0] ?? null),
    member('JToken Last', 'The last child.', (_call, self: JToken) => container(self).children().at(-1) ?? null),
    member(
      'JToken Next',
      'The one after it.',
      (_call, self: JToken) => self.parent?.children()[(self.parent?.children().indexOf(self) ?? -1) + 1] ?? null,
    ),
    member('T Value<T>(object key)', 'A property or an element as a type.', (call, self: JToken, key: unknown) =>
      jsonTo(tokenAt(self, key), call.typeArgs[0] ?? types.object, 'value'),
    ),
    member('JEnumerable<JToken> Children()', 'Its children.', (_call, self: JToken) => sequence(() => self.children())),
    member('JEnumerable<T> Children<T>()', 'Its children of a kind.', (call, self: JToken) => {
      const [of = jtoken] = call.typeArgs
      return new ClrSequence(of, () =>
        self
          .children()
          .filter((child) => call.isOf(child, of))
          [Symbol.iterator](),
      )
    }),
    member(
      'IEnumerable<T> Values<T>()',
      'The values of its children.',
      (call, self: JToken) =>
        new ClrSequence(call.typeArgs[0] ?? types.object, () =>
          container(self)
            .children()
            .map((child) => jsonTo(child, call.typeArgs[0] ?? types.object, 'value'))
            [Symbol.iterator](),
        ),
    ),
    member('IEnumerable<JToken> Ancestors()', 'What it is in, inner first.', (_call, self: JToken) =>
      sequence(() => ancestors(self)),
    ),
    member(
      'JToken SelectToken(string path)',
      'What a JSONPath finds; null for nothing, an exception for several.',
      (_call, self: JToken, path: string) => select(self, path),
    ),
    member(
      'JToken SelectToken(string path, bool errorWhenNoMatch)',
      'What a JSONPath finds.',
      (_call, self: JToken, path: string, strict: boolean) => {
        const found = select(self, path)
        if (!found && strict) throw new ClrException('Newtonsoft.Json.JsonException', `Path '${path}' does not exist.`)
        return found
      },
    ),
    member(
      'IEnumerable<JToken> SelectTokens(string path)',
      'All that a JSONPath finds.',
      (_call, self: JToken, path: string) => sequence(() => selectTokens(self, path)),
    ),
    member('T ToObject<T>()', 'As a .NET value.', (call, self: JToken) =>
      jsonTo(self, call.typeArgs[0] ?? types.object, 'object'),
    ),
    member('JToken DeepClone()', 'A copy.', (_call, self: JToken) => self.clone()),
    member('void Remove()', 'Takes it out of what it is in.', (_call, self: JToken) => remove(self)),
    member('void Replace(JToken value)', 'Puts another in its place.', (_call, self: JToken, by: JToken) =>
      replace(self, by),
    ),
    member('void AddBeforeSelf(object content)', 'Puts another before it.', (_call, self: JToken, content: unknown) => {
      if (self.parent instanceof JArray) self.parent.insert(self.parent.items.indexOf(self), contentOf(content))
      else throw invalidOperation('The parent is missing.')
    }),
    member('JToken Previous', 'The one before it; null for the first.', (_call, self: JToken) => {
      const all = self.parent?.children() ?? []
      return all[all.indexOf(self) - 1] ?? null
    }),
    member('IEnumerable<JToken> AfterSelf()', 'Those after it.', (_call, self: JToken) =>
      sequence(function* () {
        const all = self.parent?.children() ?? []
        yield* all.slice(all.indexOf(self) + 1)
      }),
    ),
    member('IEnumerable<JToken> BeforeSelf()', 'Those before it.', (_call, self: JToken) =>
      sequence(function* () {
        const all = self.parent?.children() ?? []
        yield* all.slice(0, all.indexOf(self))
      }),
    ),
    member('IEnumerable<JToken> AncestorsAndSelf()', 'It and what it is in, inner first.', (_call, self: JToken) =>
      sequence(function* () {
        yield self
        yield* ancestors(self)
      }),
    ),
    member('void AddAfterSelf(object content)', 'Puts another after it.', (_call, self: JToken, content: unknown) => {
      if (self.parent instanceof JArray) self.parent.insert(self.parent.items.indexOf(self) + 1, contentOf(content))
      else if (self.parent instanceof JObject && content instanceof JProperty) self.parent.attach(content)
      else throw invalidOperation('The parent is missing.')
    }),
    member(
      'string ToString(Formatting formatting, params JsonConverter[] converters)',
      'JSON, on one line or indented.',
      (_call, self: JToken, formatting: ClrEnum) => jsonText(self, formatting),
    ),
  ],
})

const jsonText = (self: JToken, formatting: ClrEnum): string =>
  printJson(self, formatting.value === 0 ? 'none' : 'indented')
