import { expect, it } from 'vitest'
import { findTypeName } from './registry.ts'
import { parseTypeText } from './signature.ts'
import { canUnbox } from './unboxing.ts'

const named = (text: string) => parseTypeText(text, [], findTypeName)

it.each([
  // A value of a struct is unboxed as itself, as nullable of itself or as an interface that it may implement.
  ['int', 'int', true],
  ['int', 'int?', true],
  ['int?', 'int', true],
  ['int', 'long', false],
  ['int', 'string', false],
  ['int', 'object', true],
  ['int', 'IComparable', true],
  ['string', 'int', false],
  ['string', 'int?', false],
  ['string', 'IEnumerable<char>', true],
  ['string', 'JObject', false],
  ['string', 'string[]', false],
  ['DateTime', 'string', false],
  // A value may be of a narrower type than its expression tells.
  ['JToken', 'JObject', true],
  ['JObject', 'JToken', true],
  ['JObject', 'JArray', false],
  ['JToken', 'string', false],
  ['JArray', 'IEnumerable<JToken>', true],
  ['object', 'int', true],
  ['IComparable', 'int', true],
  // The service's own types are nobody else's.
  ['IResponse', 'IResponse', true],
  ['IResponse', 'JObject', false],
  ['IResponse', 'string', false],
  ['Jwt', 'IResponse', true],
  ['string', 'Jwt', false],
])('tells whether a boxed %s can be cast to %s: %s', (from, to, can) => {
  expect(canUnbox(named(from), named(to))).toBe(can)
})
