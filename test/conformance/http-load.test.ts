import { Agent, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { closeAll, nextTrace, sections, startBackEnd, startGateway } from './one-api-gateway.ts'

afterEach(closeAll)

interface Sent {
  readonly agent: Agent
  readonly method?: string
  readonly body?: string | Buffer
}

const send = (url: string, { agent, body, method = 'GET' }: Sent): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method }, (incoming) => {
      let text = ''
      incoming.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }))
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

test('hundreds of requests over a few connections get their own answers', async () => {
  const backEnd = await startBackEnd((incoming, response) => {
    incoming.resume().on('end', () => response.end(incoming.url))
  })
  const { url } = await startGateway(
    backEnd,
    sections({
      inbound: '<set-query-parameter name="n"><value>@(context.Request.Url.Path)</value></set-query-parameter>',
    }),
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 40 })
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, at) =>
      send(`${url}/files/${at}`, { agent, ...(at % 2 === 0 ? {} : { method: 'POST', body: `body ${at}` }) }),
    ),
  )
  agent.destroy()
  expect(answers.map(({ text }) => text)).toEqual(answers.map((_, at) => `/${at}?n=%2F${at}`))
})

test('a body that is too large is refused, and the next request of the connection is answered', async () => {
  const backEnd = await startBackEnd((_incoming, response) => response.end('from the back end'))
  const { url } = await startGateway(
    backEnd,
    sections({ inbound: '<set-body>@(context.Request.Body.As&lt;string&gt;())</set-body>' }),
    { bodyLimit: 1000 },
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const first = await send(`${url}/files/1`, { agent, method: 'POST', body: Buffer.alloc(5_000_000) })
  expect(first).toMatchObject({ status: 413, text: expect.stringContaining('larger than the 1000 bytes') })
  expect(await send(`${url}/files/1`, { agent, method: 'POST', body: 'small' })).toMatchObject({ status: 200 })
  agent.destroy()
})

test.each([
  { code: '@{ while (true) { } }', message: 'more than 4000000 steps' },
  { code: '@{ var s = "x"; while (true) { s = s + s; } }', message: 'more than is allowed here' },
  { code: '@{ Func<int, int> f = null; f = n => f(n + 1); return f(0); }', message: 'Insufficient stack' },
])('an expression without an end fails alone: $code', async ({ code, message }) => {
  const backEnd = await startBackEnd((_incoming, response) => response.end('from the back end'))
  const value = code.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const { gateway, url } = await startGateway(
    backEnd,
    sections({
      inbound: `<choose><when condition="@(context.Request.Method == &quot;PUT&quot;)"><set-variable name="v" value="${value}" /></when></choose>`,
    }),
    // On a busy machine the clock would stop it before its steps are counted.
    { host: { timeLimit: 600_000 } },
  )
  const agent = new Agent()
  const trace = nextTrace(gateway)
  expect(await send(`${url}/files/1`, { agent, method: 'PUT' })).toMatchObject({ status: 500 })
  expect((await trace).lastError?.message).toContain(message)
  expect(await send(`${url}/files/1`, { agent })).toMatchObject({ status: 200 })
})
