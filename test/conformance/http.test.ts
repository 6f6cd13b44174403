import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { GatewayConfiguration } from '../../emulator/gateway/configuration.ts'
import { createGateway } from '../../emulator/gateway/gateway.ts'
import { closeAll, closeLater, nextTrace, sections, startBackEnd, startGateway } from './one-api-gateway.ts'

afterEach(closeAll)

test('a response streams: its first part is there before the back end has written the second', async () => {
  let goOn = (): void => {}
  const backEnd = await startBackEnd((_request, response) => {
    response.write('first')
    goOn = () => response.end(' second')
  })
  const { url } = await startGateway(backEnd)
  const response = await fetch(`${url}/files/a`)
  const reader = response.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value)).toBe('first')
  goOn()
  const second = await reader?.read()
  expect(new TextDecoder().decode(second?.value)).toBe(' second')
  expect((await reader?.read())?.done).toBe(true)
})

test('a request streams: its first part is at the back end before the caller has sent the second', async () => {
  let sendRest = (): void => {}
  const backEnd = await startBackEnd((incoming, response) => {
    incoming.once('data', (chunk: Buffer) => {
      expect(chunk.toString()).toBe('first')
      sendRest()
      let rest = ''
      incoming.on('data', (more: Buffer) => {
        rest += more.toString()
      })
      incoming.on('end', () => response.end(`got ${rest}`))
    })
  })
  const { url } = await startGateway(backEnd)
  const answer = await new Promise<string>((resolve, reject) => {
    const outgoing = request(`${url}/files/a`, { method: 'POST' }, (incoming) => {
      let text = ''
      incoming.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      incoming.on('end', () => resolve(text))
    })
    outgoing.on('error', reject)
    outgoing.write('first')
    sendRest = () => outgoing.end('second')
  })
  expect(answer).toBe('got second')
})

test('a large body goes through whole, and a slow reader makes the back end wait', async () => {
  const size = 24 * 1024 * 1024
  let written = 0
  const backEnd = await startBackEnd((_request, response) => {
    const chunk = Buffer.alloc(256 * 1024, 'x')
    const write = (): void => {
      while (written < size) {
        written += chunk.length
        if (!response.write(chunk)) {
          response.once('drain', write)
          return
        }
      }
      response.end()
    }
    write()
  })
  const { url } = await startGateway(backEnd)
  const response = await fetch(`${url}/files/a`)
  const reader = response.body?.getReader()
  let received = (await reader?.read())?.value?.length ?? 0
  // Nobody reads for a while: buffers on the way fill up, and the rest stays where it is.
  await new Promise((resolve) => setImmediate(resolve))
  expect(written).toBeLessThan(size)
  for (;;) {
    const part = await reader?.read()
    if (part?.done !== false) break
    received += part.value.length
  }
  expect(received).toBe(size)
})

test('a caller that goes away while the back end thinks cancels the call', async () => {
  let arrived = (): void => {}
  const called = new Promise<void>((resolve) => {
    arrived = resolve
  })
  let cancelled = (): void => {}
  const cancellation = new Promise<void>((resolve) => {
    cancelled = resolve
  })
  const backEnd = await startBackEnd((incoming) => {
    incoming.socket.on('close', () => cancelled())
    arrived()
  })
  const { url } = await startGateway(backEnd)
  const abort = new AbortController()
  const call = fetch(`${url}/files/a`, { signal: abort.signal }).catch((error: Error) => error.name)
  await called
  abort.abort()
  expect(await call).toBe('AbortError')
  await cancellation
})

test('a caller that goes away in the middle of the answer cancels the call', async () => {
  let cancelled = (): void => {}
  const cancellation = new Promise<void>((resolve) => {
    cancelled = resolve
  })
  const backEnd = await startBackEnd((incoming, response) => {
    incoming.socket.on('close', () => cancelled())
    response.write('first')
  })
  const { url } = await startGateway(backEnd)
  const abort = new AbortController()
  const response = await fetch(`${url}/files/a`, { signal: abort.signal })
  await response.body?.getReader().read()
  abort.abort()
  await cancellation
})

test('a back end that breaks off breaks the answer off, so that nobody takes it for whole', async () => {
  const backEnd = await startBackEnd((incoming, response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('only this', () => incoming.socket.destroy())
  })
  const { url } = await startGateway(backEnd)
  await expect(fetch(`${url}/files/a`).then((response) => response.text())).rejects.toThrow()
})

test('a back end that breaks off while a policy reads its body is a 500 that says so', async () => {
  const backEnd = await startBackEnd((incoming, response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('only this', () => incoming.socket.destroy())
  })
  const { url, gateway } = await startGateway(backEnd, sections({ outbound: '<find-and-replace from="a" to="b" />' }))
  const traced = nextTrace(gateway)
  expect((await fetch(`${url}/files/a`)).status).toBe(500)
  expect((await traced).lastError).toMatchObject({ reason: 'BackendConnectionFailure' })
})

test('send-request gives up after its timeout, also in the middle of an answer', async () => {
  const backEnd = await startBackEnd((_incoming, response) => {
    response.write('only this')
  })
  const { url, gateway } = await startGateway(
    backEnd,
    sections({
      inbound: `<send-request response-variable-name="r" timeout-ms="50"><set-url>${backEnd}</set-url><set-method>GET</set-method></send-request>`,
    }),
  )
  const traced = nextTrace(gateway)
  expect((await fetch(`${url}/files/a`)).status).toBe(500)
  expect((await traced).lastError).toMatchObject({ source: 'send-request', reason: 'Timeout' })
})

test('a back end that says nothing in time is a 500 with reason Timeout', async () => {
  const backEnd = await startBackEnd(() => {})
  const { url, gateway } = await startGateway(backEnd, sections({ backend: '<forward-request timeout-ms="50" />' }))
  const traced = nextTrace(gateway)
  const response = await fetch(`${url}/files/a`)
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({ statusCode: 500, message: 'Internal server error' })
  expect((await traced).lastError).toMatchObject({ source: 'forward-request', reason: 'Timeout' })
})

test('"100 Continue" is sent only when somebody reads the body', async () => {
  const backEnd = await startBackEnd((incoming, response) => {
    incoming.resume()
    incoming.on('end', () => response.end(`expect: ${incoming.headers.expect ?? 'gone'}`))
  })
  const reading = await startGateway(backEnd)
  const refusing = await startGateway(backEnd, sections({ inbound: '<return-response />' }))

  const ask = (url: string) =>
    new Promise<{ continued: boolean; body: string }>((resolve, reject) => {
      let continued = false
      const outgoing = request(
        `${url}/files/a`,
        { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': '4' }, agent: false },
        (incoming) => {
          let body = ''
          incoming.on('data', (chunk: Buffer) => {
            body += chunk.toString()
          })
          incoming.on('end', () => {
            outgoing.destroy()
            resolve({ continued, body })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.on('continue', () => {
        continued = true
        outgoing.end('body')
      })
      outgoing.flushHeaders()
    })
  expect(await ask(reading.url)).toEqual({ continued: true, body: 'expect: gone' })
  expect(await ask(refusing.url)).toEqual({ continued: false, body: '' })
})

test.each([
  { name: 'request', policy: sections({ inbound: '<find-and-replace from="a" to="b" />' }), status: 413 },
  { name: 'response', policy: sections({ outbound: '<find-and-replace from="a" to="b" />' }), status: 500 },
])('a $name that is too large for memory is refused and says so', async ({ name, policy, status }) => {
  const backEnd = await startBackEnd((incoming, response) => {
    incoming.resume()
    incoming.on('end', () => response.end('x'.repeat(2000)))
  })
  const { url } = await startGateway(backEnd, policy, { bodyLimit: 1000 })
  const response = await fetch(`${url}/files/a`, { method: 'POST', body: name === 'request' ? 'x'.repeat(2000) : 'x' })
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(`The body of the ${name} is larger than the 1000 bytes`)
})

test('a trace shows what each policy changed, and no secret', async () => {
  const backEnd = await startBackEnd((_incoming, response) => response.end())
  const inbound = `
<set-header name="X-Pass"><value>is {{pass-word}}</value></set-header>
<set-header name="Authorization"><value>Bearer something</value></set-header>
<set-variable name="token" value="eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln" />`
  const { url, gateway } = await startGateway(backEnd, sections({ inbound }))
  const traced = nextTrace(gateway)
  const response = await fetch(`${url}/files/a?subscription-key=the-subscription-key`, {
    headers: { 'Apim-Debug-Authorization': 'aid=1', Authorization: 'Bearer of-the-caller' },
  })
  const trace = await traced
  expect(response.headers.get('apim-trace-id')).toBe(trace.id)
  expect(gateway.traces.get(trace.id)).toEqual(trace)
  expect(trace.url).toBe('/files/a?subscription-key=***')
  expect(trace.entries.map(({ policy, line, changes }) => ({ policy, line, changes }))).toEqual([
    { policy: 'set-header', line: 2, changes: [{ what: 'header X-Pass', after: 'is ***' }] },
    {
      policy: 'set-header',
      line: 3,
      changes: [{ what: 'header Authorization', before: 'Bearer ***', after: 'Bearer ***' }],
    },
    { policy: 'set-variable', line: 4, changes: [{ what: 'variable token', after: '***' }] },
    { policy: 'forward-request', line: 1, changes: [{ what: 'response', after: '200' }] },
  ])
  expect(JSON.stringify(trace)).not.toMatch(/hunter2|of-the-caller|something|the-subscription-key/)
})

test('only the last traces are kept', async () => {
  const backEnd = await startBackEnd((_incoming, response) => response.end())
  const { url, gateway } = await startGateway(backEnd, undefined, { traceCapacity: 2 })
  for (const name of ['a', 'b', 'c']) {
    const traced = nextTrace(gateway)
    await (await fetch(`${url}/files/${name}`)).text()
    await traced
  }
  expect(gateway.traces.list().map(({ url: each }) => each)).toEqual(['/files/b', '/files/c'])
})

test('a new version of the configuration takes effect with the next request', async () => {
  const backEnd = await startBackEnd((_incoming, response) => response.end('old'))
  const { url } = await startGateway(backEnd)
  expect(await (await fetch(`${url}/files/a`)).text()).toBe('old')
  let version = 1
  const policies = [sections({}), sections({ inbound: '<return-response><set-body>new</set-body></return-response>' })]
  const configuration = (): GatewayConfiguration => ({
    version,
    serviceName: 'contoso',
    region: '',
    tenantId: '',
    policy: policies[version - 1] ?? '',
    apis: [
      {
        id: 'a',
        name: 'a',
        path: '',
        revision: '1',
        isCurrent: true,
        serviceUrl: backEnd,
        protocols: [],
        subscriptionRequired: false,
        subscriptionKeyNames: { header: 'h', query: 'q' },
        operations: [{ id: 'a', name: 'a', method: 'GET', urlTemplate: '/' }],
      },
    ],
    products: [],
    subscriptions: [],
    fragments: new Map(),
    namedValues: new Map(),
    backends: new Map(),
    identities: [],
  })
  const changing = createGateway({ configuration })
  closeLater(() => changing.close())
  const changed = await changing.listen()
  expect(await (await fetch(changed.url)).text()).toBe('')
  version = 2
  expect(await (await fetch(changed.url)).text()).toBe('new')
})

test('a port that is taken is named', async () => {
  const backEnd = await startBackEnd((_incoming, response) => response.end())
  const { gateway } = await startGateway(backEnd)
  const port = Number(new URL(backEnd).port)
  const second = createGateway({ configuration: () => ({}) as GatewayConfiguration })
  closeLater(() => second.close())
  await expect(second.listen(port)).rejects.toThrow(`The gateway cannot listen on 127.0.0.1:${port}: EADDRINUSE.`)
  expect(gateway.traces.list()).toEqual([])
})

test('what is no HTTP is answered 400', async () => {
  const { url } = await startGateway('http://127.0.0.1:9')
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end('NONSENSE\r\n\r\n'))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
})
