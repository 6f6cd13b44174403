import { expect, test } from 'vitest'
import { HOST_HEADER, routed } from './routes.ts'

const routes = { 'management.azure.com': 'http://127.0.0.1:4000' }

test('a known host goes to the loopback, path and query untouched', () => {
  expect(routed('https://management.azure.com/a%2Fb?x=1&y=%20', routes)).toEqual({
    url: 'http://127.0.0.1:4000/a%2Fb?x=1&y=%20',
    headers: { [HOST_HEADER]: 'management.azure.com' },
  })
})

test('the loopback itself is reached as it is', () => {
  expect(routed('http://127.0.0.1:5000/x', routes)).toEqual({ url: 'http://127.0.0.1:5000/x', headers: {} })
})

test.each(['https://evil.example/', 'https://management.azure.com.evil.example/', 'https://127.0.0.1.evil.example/'])(
  '%s is refused',
  (url) => expect(() => routed(url, routes)).toThrow(/does not stand in for/),
)
