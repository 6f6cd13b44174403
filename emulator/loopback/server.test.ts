import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  dropConnection,
  isFromThisMachine,
  type LoopbackHandler,
  type LoopbackServer,
  listenOnLoopback,
} from './server.ts'

let server: LoopbackServer | undefined
afterEach(() => server?.close())

async function serving(handler: LoopbackHandler, log?: (line: string) => void): Promise<string> {
  server = await listenOnLoopback(handler, log ? { log } : {})
  return server.url
}

test('answers text as text and anything else as JSON', async () => {
  const url = await serving(async ({ url: asked }) => ({
    status: 201,
    body: asked.pathname === '/text' ? 'hello' : { a: 1 },
  }))
  const [text, json] = [await fetch(`${url}/text`), await fetch(url)]
  expect([await text.text(), text.headers.get('content-type')]).toEqual(['hello', 'text/plain; charset=utf-8'])
  expect([await json.json(), json.status]).toEqual([{ a: 1 }, 201])
})

test('refuses a body that is too large', async () => {
  const url = await serving(async () => ({ status: 200 }))
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(4 * 1024 * 1024 + 1) })
  expect(response.status).toBe(413)
})

test('says in the log and in a 500 what a handler threw', async () => {
  const lines: string[] = []
  const url = await serving(
    async () => {
      throw new Error('out of ink')
    },
    (line) => lines.push(line),
  )
  const response = await fetch(`${url}/print`)
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('out of ink')])
  expect(lines).toEqual(['GET /print failed: out of ink'])
})

test.each([
  ['/%zz', 400],
  ['//', 200],
  ['*', 400],
  ['http://127.0.0.1/absolute', 200],
])('answers the target %s with %d', async (target, status) => {
  const { port } = new URL(await serving(async () => ({ status: 200 })))
  const socket = connect(Number(port), '127.0.0.1')
  const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
  socket.write(`OPTIONS ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
  expect(await answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  socket.destroy()
})

test('drops a connection when it is told to', async () => {
  const url = await serving(async () => dropConnection)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('closing does not wait for idle or unfinished requests', async () => {
  const url = await serving(() => new Promise(() => {}))
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => {})
  await server?.close()
  await closed
})

test.each([
  [{ host: '127.0.0.1:80' }, true],
  [{ host: 'localhost' }, true],
  [{ host: 'evil.example' }, false],
  [{ host: '127.0.0.1', origin: 'https://evil.example' }, false],
  [{}, false],
])('a request with %j is from this machine: %s', (headers, expected) => {
  const request = { method: 'POST', url: new URL('http://127.0.0.1/'), headers, body: '' }
  expect(isFromThisMachine(request)).toBe(expected)
})
