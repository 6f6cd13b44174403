import { expect, test } from 'vitest'
import { HeaderList } from '../pipeline/header-list.ts'
import type { ForwardOptions, GatewayRequest } from '../ports.ts'
import { tryPolicy } from '../try-policy.ts'

const trial = (attributes: string, status = 200) => {
  const asked: ForwardOptions[] = []
  const tried = tryPolicy({
    policy: `<forward-request ${attributes} />`,
    section: 'backend',
    ports: {
      forward: async (_exchange, options) => {
        asked.push(options)
        return { status, reason: '', headers: new HeaderList(), body: undefined }
      },
    },
  })
  return { tried, asked }
}

test.each([
  { attributes: '', timeout: 300_000 },
  { attributes: 'timeout="20"', timeout: 20_000 },
  { attributes: 'timeout-ms="20"', timeout: 20 },
])('timeout of "$attributes"', async ({ attributes, timeout }) => {
  const { tried, asked } = trial(attributes)
  expect((await tried).exchange.response?.status).toBe(200)
  expect(asked).toEqual([{ timeout }])
})

test('fail-on-error-status-code', async () => {
  await expect(trial('fail-on-error-status-code="true"', 404).tried).rejects.toMatchObject({ details: { status: 404 } })
  expect((await trial('', 404).tried).exchange.response?.status).toBe(404)
})

test('http-version="2" is not run silently', async () => {
  await expect(trial('http-version="2"').tried).rejects.toMatchObject({ details: { reason: 'PolicyNotRunnable' } })
})

/** A back end that redirects to each of the places in turn, and then answers 200. */
async function redirected(status: number, places: readonly string[], request: { method?: string; body?: string } = {}) {
  const asked: GatewayRequest[] = []
  const answer = () => {
    const place = places[asked.length]
    const headers = new HeaderList(place === undefined ? [] : ['Location', place])
    return { status: place === undefined ? 200 : status, reason: '', headers, body: undefined }
  }
  const { exchange } = await tryPolicy({
    policy: '<forward-request follow-redirects="true" />',
    section: 'backend',
    target: '/1?a=b',
    headers: ['Authorization', 'Bearer x', 'X-A', '1'],
    ...request,
    ports: {
      forward: async () => answer(),
      fetch: async (made) => {
        asked.push(made)
        return answer()
      },
    },
  })
  return { asked, response: exchange.response }
}

test('redirects are followed, and credentials stay with their origin', async () => {
  const { asked, response } = await redirected(302, ['../2', 'https://other.contoso.example/3'])
  expect(response?.status).toBe(200)
  expect(asked.map(({ url, headers }) => [url, headers])).toEqual([
    ['https://orders.contoso.example/2', ['Authorization', 'Bearer x', 'X-A', '1']],
    ['https://other.contoso.example/3', ['X-A', '1']],
  ])
})

test.each([
  { status: 302, method: 'POST', again: 'GET', body: false },
  { status: 303, method: 'PUT', again: 'GET', body: false },
  { status: 301, method: 'PUT', again: 'PUT', body: true },
  { status: 307, method: 'POST', again: 'POST', body: true },
])('$status on $method is followed with $again', async ({ status, method, again, body }) => {
  const { asked } = await redirected(status, ['/2'], { method, body: 'text' })
  expect(asked.map((made) => [made.method, made.body !== undefined])).toEqual([[again, body]])
})

test.each([
  { places: Array.from({ length: 60 }, () => '/again'), message: 'more than 50 times' },
  { places: ['http://['], message: 'no URL' },
])('a redirect without an end: $message', async ({ places, message }) => {
  await expect(redirected(302, places)).rejects.toThrow(message)
})
