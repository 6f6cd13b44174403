import { expect, test } from 'vitest'
import { parseAddress } from './ip-address.ts'

test.each([
  ['192.0.2.1', '::ffff:192.0.2.1'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['2001:db8::', '2001:DB8:0:0:0:0:0:0'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is %s', (a, b) => {
  expect(parseAddress(a)).toBeDefined()
  expect(parseAddress(a)).toBe(parseAddress(b))
})

test.each(['', '1.2.3', '1.2.3.256', '1:2', '::1::', '12345::', 'host', '1:2:3:4:5:6:7:8:9'])('%s is none', (text) => {
  expect(parseAddress(text)).toBeUndefined()
})

test('addresses are in order', () => {
  const [a, b] = ['10.0.0.9', '10.0.1.0'].map((text) => parseAddress(text) ?? 0n)
  expect((a ?? 0n) < (b ?? 0n)).toBe(true)
})
