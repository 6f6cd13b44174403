import { expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { httpFile } from './http-file.ts'

const sent = (headers: Readonly<Record<string, string>>, url: string, body?: string): Exchange => ({
  request: { method: 'POST', url, headers, body },
  response: { status: 200, statusText: 'OK', headers: {}, body: 'the answer', truncated: false },
  milliseconds: 1,
})

test('secrets are variables, and answers are not part of it', () => {
  const key = { 'Ocp-Apim-Subscription-Key': '•••', 'Content-Type': 'application/json' }
  const text = httpFile({
    api: 'orders',
    operation: 'create',
    audience: 'api://orders',
    verdict: { name: 'protected', message: 'Protected\nand reachable.' },
    without: sent(key, 'https://g.azure-api.net/orders', '{"a":1}'),
    with: sent(
      { ...key, Authorization: 'Bearer •••', 'X-Own-Key': '•••' },
      'https://g.azure-api.net/orders?ticket=•••&b=2',
    ),
  })
  expect(text).toBe(`# orders: create
# Protected and reachable.
# Variables to set in your REST client; no secret is in this file:
# {{X_Own_Key}}: a value that is secret
# {{subscriptionKey}}: key of a subscription to the API
# {{ticket}}: a value that is secret
# {{token}}: an access token for api://orders

### Without a token
POST https://g.azure-api.net/orders
Ocp-Apim-Subscription-Key: {{subscriptionKey}}
Content-Type: application/json

{"a":1}

### With a token
POST https://g.azure-api.net/orders?ticket={{ticket}}&b=2
Ocp-Apim-Subscription-Key: {{subscriptionKey}}
Content-Type: application/json
Authorization: Bearer {{token}}
X-Own-Key: {{X_Own_Key}}
`)
})
