import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const backends = new Map([
  [
    'functions',
    { id: 'functions', url: 'https://f.example/api/', headers: { 'x-key': ['1', '2'] }, query: { code: ['c'] } },
  ],
])

test('base-url', async () => {
  const { exchange } = await tryPolicy({ policy: '<set-backend-service base-url="http://a.example:8080/b/" />' })
  expect(exchange.target).toMatchObject({ origin: 'http://a.example:8080', path: '/b', port: 8080, headers: [] })
})

test('backend-id', async () => {
  const { exchange } = await tryPolicy({
    policy: '<set-backend-service backend-id="functions" />',
    configuration: { backends },
  })
  expect(exchange.target).toMatchObject({
    origin: 'https://f.example',
    path: '/api',
    query: '?code=c',
    headers: ['x-key', '1', 'x-key', '2'],
  })
})

test.each([
  { policy: '<set-backend-service />', message: 'one of "base-url" and "backend-id"' },
  { policy: '<set-backend-service base-url="not a url" />', message: '"not a url" is not an http or https URL' },
  { policy: '<set-backend-service backend-id="gone" />', message: 'There is no back end "gone"' },
  { policy: '<set-backend-service backend-id="dapr" dapr-app-id="a" />', message: 'no Dapr' },
])('$policy', async ({ policy, message }) => {
  await expect(tryPolicy({ policy })).rejects.toThrow(message)
})
