import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const policy = (action: string) =>
  `<set-query-parameter name="a" exists-action="${action}"><value>x y</value></set-query-parameter>`

test.each([
  { action: 'override', target: '/?A=1&b=%2F', query: '?b=%2F&a=x%20y' },
  { action: 'skip', target: '/?a=1', query: '?a=1' },
  { action: 'skip', target: '/', query: '?a=x%20y' },
  { action: 'append', target: '/?a=1', query: '?a=1&a=x%20y' },
  { action: 'delete', target: '/?a=1', query: '' },
])('$action on $target', async ({ action, target, query }) => {
  const { exchange } = await tryPolicy({ policy: policy(action), target })
  expect(exchange.request.query).toBe(query)
})
