import { expect, test } from 'vitest'
import { entropy, isSample, isSecretName, looksRandom, secretsIn } from './secret-likeness.ts'

test.each([
  ['4f9c2e7ab81d4036a5e97c1bd2f68e03', true],
  ['4f9c2e7a-b81d-4036-a5e9-7c1bd2f68e03', true],
  ['q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g', true],
  ['Kf8+Xz2/Qw9RtY7uIo1PaSdFgHjKlZxCvBnM4567890=', true],
  ['00000000-0000-0000-0000-000000000000', false],
  ['11111111-2222-3333-4444-555555555555', false],
  ['aaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
  ['application/vnd.contoso.v2+json', false],
  ['orders-production-west-europe-2', false],
  ['the quick brown fox 1234', false],
  ['https://contoso.com/orders/17', false],
  ['ORDERS_API_KEY_VALUE', false],
  ['your-key-1a2b3c4d5e6f7g8h', false],
  ['short1', false],
])('looksRandom %s: %s', (text, expected) => expect(looksRandom(text)).toBe(expected))

test.each([
  ['<your key>', true],
  ['changeme-now', true],
  ['{{key}}', true],
  ['xxxxxxxxxx', true],
  ['q9Zk3vR7mX1pLw8sUe5tHy2n', false],
])('isSample %s: %s', (text, expected) => expect(isSample(text)).toBe(expected))

test.each([
  ['x-functions-key', true],
  ['Ocp-Apim-Subscription-Key', true],
  ['client_secret', true],
  ['ordersApiKey', true],
  ['x-correlation-id', false],
  ['Content-Type', false],
  ['keyboard', false],
])('isSecretName %s: %s', (name, expected) => expect(isSecretName(name)).toBe(expected))

test('entropy is in bits per character', () => {
  expect(entropy('aaaa')).toBeCloseTo(0)
  expect(entropy('abab')).toBe(1)
  expect(entropy('0123456789abcdef')).toBe(4)
})

test('a secret is found where it stands, and only itself', () => {
  const text = '<value>AccountName=a;AccountKey=q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrM=;x=1</value>'
  const found = secretsIn(text).map(({ what, start, end }) => [what, text.slice(start, end)])
  expect(found).toEqual([['The key of a storage account', 'q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrM=']])
})
