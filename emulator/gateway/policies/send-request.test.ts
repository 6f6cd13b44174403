import { expect, test } from 'vitest'
import { HeaderList } from '../pipeline/header-list.ts'
import type { GatewayRequest } from '../ports.ts'
import { tryPolicy } from '../try-policy.ts'

const trial = async (policy: string) => {
  const sent: GatewayRequest[] = []
  await tryPolicy({
    policy,
    method: 'PUT',
    target: '/a?b=1',
    headers: ['X-Own', '1'],
    body: 'own',
    ports: {
      fetch: async (request) => {
        sent.push(request)
        return { status: 200, reason: 'OK', headers: new HeaderList(), body: undefined }
      },
    },
  })
  return sent.map(({ method, url, headers, body, timeout }) => ({
    method,
    url,
    headers,
    timeout,
    body: body && new TextDecoder().decode(body),
  }))
}

test('a new request', async () => {
  expect(
    await trial(
      '<send-request response-variable-name="r" timeout="3"><set-url>https://x.example/y</set-url><set-method>POST</set-method><set-header name="X-A"><value>2</value></set-header><set-body>new</set-body></send-request>',
    ),
  ).toEqual([{ method: 'POST', url: 'https://x.example/y', headers: ['X-A', '2'], body: 'new', timeout: 3000 }])
})

test('a copy of the request', async () => {
  expect(await trial('<send-request response-variable-name="r" mode="copy" />')).toEqual([
    {
      method: 'PUT',
      url: 'https://orders.contoso.example/v1/a?b=1',
      headers: ['X-Own', '1'],
      body: 'own',
      timeout: 60_000,
    },
  ])
})

test.each([
  { policy: '<send-request response-variable-name="r" />', message: '<set-url> is missing' },
  { policy: '<send-request><set-url>https://x.example</set-url></send-request>', message: '"response-variable-name"' },
  {
    policy: '<send-request response-variable-name="r" mode="copy"><proxy url="http://p" /></send-request>',
    message: '<proxy>',
  },
])('$policy', async ({ policy, message }) => {
  await expect(tryPolicy({ policy })).rejects.toThrow(message)
})
