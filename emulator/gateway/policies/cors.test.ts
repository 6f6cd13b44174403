import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const open =
  '<cors><allowed-origins><origin>*</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>'

test('a request without an origin is none of its business', async () => {
  const { exchange, outcome } = await tryPolicy({ policy: open })
  expect(outcome).toBe('goes on')
  expect(exchange.responseHeadersToAdd).toBeUndefined()
})

test('any origin', async () => {
  const { exchange } = await tryPolicy({ policy: open, headers: ['Origin', 'https://a.example'] })
  expect(exchange.responseHeadersToAdd).toEqual(['Access-Control-Allow-Origin', '*'])
})

test('a preflight is answered; without a list the methods are GET and POST', async () => {
  const { exchange, outcome } = await tryPolicy({
    policy: open,
    method: 'OPTIONS',
    headers: [
      'Origin',
      'https://a.example',
      'Access-Control-Request-Method',
      'POST',
      'Access-Control-Request-Headers',
      'X-A',
    ],
  })
  expect(outcome).toBe('responds')
  expect(exchange.responseHeadersToAdd).toEqual([
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Allow-Methods',
    'GET,POST',
    'Access-Control-Allow-Headers',
    'X-A',
  ])
})

test('only the first cors counts', async () => {
  const closed = open.replace('<origin>*', '<origin>https://b.example')
  const { exchange } = await tryPolicy({ policy: closed + open, headers: ['Origin', 'https://a.example'] })
  expect(exchange.responseHeadersToAdd).toBeUndefined()
})
