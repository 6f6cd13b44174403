import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { callPage } from './call-page.ts'
import { exchange } from './exchange.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const get = (url: string, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'GET',
  url,
  headers,
  body: undefined,
})

test('the real host is told to the loopback, and no credential is shown', async () => {
  let seen: Readonly<Record<string, unknown>> = {}
  const origin = await serve((request, response) => {
    seen = request.headers
    response.setHeader('set-cookie', 'session=abc').end('ok')
  })
  const request = get('https://g.azure-api.net/a?subscription-key=k', {
    Authorization: 'Bearer abc',
    'X-Key': 'secret',
  })
  const one = await exchange(request, { routes: { 'g.azure-api.net': origin }, secretHeaders: ['x-key'] })
  expect(seen).toMatchObject({
    'x-policywright-host': 'g.azure-api.net',
    authorization: 'Bearer abc',
    'x-key': 'secret',
  })
  expect(one.request).toMatchObject({
    url: 'https://g.azure-api.net/a?subscription-key=•••',
    headers: { Authorization: 'Bearer •••', 'X-Key': '•••' },
  })
  expect(one.response).toMatchObject({ status: 200, body: 'ok', headers: { 'set-cookie': '•••' }, truncated: false })
})

test('a body is sent, a redirect is an answer', async () => {
  let body = ''
  const origin = await serve(async (request, response) => {
    for await (const part of request) body += part
    response.writeHead(302, { location: 'https://login.microsoftonline.com/' }).end()
  })
  const one = await exchange({ method: 'POST', url: origin, headers: {}, body: '{"a":1}' })
  expect(body).toBe('{"a":1}')
  expect(one.response).toMatchObject({ status: 302, headers: { location: 'https://login.microsoftonline.com/' } })
})

test('credentials are not sent in clear text', async () => {
  const request = get('http://g.example/orders', { Authorization: 'Bearer abc' })
  await expect(exchange(request)).rejects.toThrow(/plain HTTP.*nothing was sent/)
})

test('an endless answer is cut off', async () => {
  const origin = await serve((_request, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  })
  const one = await exchange(get(origin))
  expect(one.response.truncated).toBe(true)
  expect(one.response.body).toHaveLength(256 * 1024)
})

test.each<[string, RequestListener, RegExp]>([
  ['a dropped connection', (request) => request.socket.destroy(), /cannot be reached \(/],
])('%s ends in words', async (_name, listener, words) => {
  const origin = await serve(listener)
  await expect(exchange(get(`${origin}/x?code=secret`))).rejects.toThrow(words)
  await expect(exchange(get(`${origin}/x?code=secret`))).rejects.not.toThrow(/secret/)
})

test('nobody there, nowhere to go, and cancelling', async () => {
  await expect(exchange(get('http://127.0.0.1:9/'))).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('127.0.0.1:9'),
  })
  await expect(exchange(get('https://elsewhere.example/'), { routes: {} })).rejects.toThrow(
    /does not stand in for elsewhere\.example/,
  )
  const controller = new AbortController()
  const origin = await serve(() => controller.abort())
  await expect(exchange(get(origin), { signal: controller.signal })).rejects.toMatchObject({ kind: 'cancelled' })
})

test('an answer cannot break out of its fence on the page', async () => {
  const origin = await serve((_request, response) => response.end('```\n# not a heading of ours\n````'))
  const one = await exchange(get(origin))
  const page = callPage({
    api: 'orders',
    operation: 'list',
    audience: 'api://orders',
    checks: [],
    without: one,
    with: undefined,
    token: undefined,
    verdict: { name: 'not-protected', message: 'Not protected.' },
    explanation: { cause: 'unknown', message: 'Why.', remedy: 'What.', policy: { ref: { kind: 'global' }, line: 3 } },
    comparison: [],
    predictions: [],
  })
  expect(page).toContain('**Not protected.**')
  expect(page).toContain('Why. (policy of all APIs, line 3)')
  expect(page).toMatch(/`````http\nHTTP\/1\.1 200 OK[\s\S]*\n`````\n/)
})
