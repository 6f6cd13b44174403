import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'

/** Values whose description, given back as a variable, is the same value again. */
const values = [
  '"a"',
  '"2026-01-02T03:04:05Z"',
  'true',
  '5',
  '5000000000L',
  'long.MaxValue',
  'ulong.MaxValue',
  '(byte)7',
  '(short)-7',
  '2.5',
  '5.0',
  'double.NaN',
  'double.PositiveInfinity',
  '1.5f',
  '1.50m',
  "'x'",
  "'\\u00e9'",
  'new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)',
  'new DateTime(2026, 1, 2, 3, 4, 5)',
  'new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-7.5))',
  'TimeSpan.FromMilliseconds(1234567)',
  'Guid.Parse("3f2504e0-4f89-11d3-9a0c-0305e82c3301")',
  'new byte[] { 1, 2, 255 }',
  'new byte[0]',
  'new JValue(5)',
  'new JValue(5.0)',
  'new JValue(2.5)',
  'new JValue(true)',
  'new JValue("5")',
  'new JValue("2026-01-02T03:04:05Z")',
  'new JValue(long.MaxValue)',
  'new JValue(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc))',
  'new JValue((object)null)',
  'JToken.Parse("null")',
  'JToken.Parse("[1,2.0,\\"x\\",null]")',
  'JObject.Parse("{\\"a\\":{\\"b\\":[1.0]}}")',
  'JObject.Parse("{\\"a\\":5}")["a"]',
  'XElement.Parse("<a b=\\"1\\">x<c/></a>")',
  'new List<int> { 1, 2 }',
  'new Dictionary<string, string> { { "a", "b" } }',
  'new[] { "a", null }',
]

test.each(values)('%s', (code) => {
  const told = evaluate({ code })
  if (!told.ok) expect.fail(JSON.stringify(told))
  // Lists are told as JSON lists, with their type beside.
  const variable = Array.isArray(told.value) ? { $type: told.type, $value: told.value } : told.value
  expect(evaluate({ code: 'context.Variables["x"]', context: { variables: { x: variable } } })).toMatchObject({
    ok: true,
    type: told.type,
    value: told.value,
  })
})
