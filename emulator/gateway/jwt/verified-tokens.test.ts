import { expect, test } from 'vitest'
import { createVerifiedTokens } from './verified-tokens.ts'

const decoded = { header: {}, claims: {}, signed: '', signature: new Uint8Array(0) }

test('a token is remembered until any keys change', () => {
  const tokens = createVerifiedTokens()
  tokens.get('a', 1)
  tokens.add('a', decoded, 1)
  expect(tokens.get('a', 1)).toBe(decoded)
  expect(tokens.get('a', 2)).toBeUndefined()
  expect(tokens.get('a', 2)).toBeUndefined()
})

test('a token that was checked with keys that have changed meanwhile is not remembered', () => {
  const tokens = createVerifiedTokens()
  tokens.get('a', 2)
  tokens.add('a', decoded, 1)
  expect(tokens.get('a', 2)).toBeUndefined()
})

test('what is asked for stays, what is not goes', () => {
  const tokens = createVerifiedTokens()
  tokens.add('kept', decoded, 0)
  tokens.add('dropped', decoded, 0)
  for (let at = 0; at < 3000; at++) {
    tokens.add(`other ${at}`, decoded, 0)
    tokens.get('kept', 0)
  }
  expect(tokens.get('kept', 0)).toBe(decoded)
  expect(tokens.get('dropped', 0)).toBeUndefined()
})
