import { createServer as createTlsServer } from 'node:https'
import { describe, expect, test } from 'vitest'
import type { CallOptions, CallReport } from '../../workflows/call.ts'
import { callPage } from '../../workflows/call-page.ts'
import { httpFile } from '../../workflows/http-file.ts'
import {
  api,
  artefacts,
  as,
  audiences,
  call,
  check,
  claim,
  config,
  origin,
  policy,
  scene,
  serve,
  useCallScene,
} from './call-scene.ts'
import type { Script } from './scripted-ports.ts'
import { selfSigned } from './self-signed.ts'

useCallScene()

describe('a trace', () => {
  const traced = async (inbound: string, script: Script = {}, options: Partial<CallOptions> = {}) => {
    await policy(inbound)
    return call({ trace: 'wanted', ...options }, script)
  }

  test('shows what each policy did, where, and no secret', async () => {
    const { report, ports, made } = await traced(check(config('/v2.0') + audiences(api)))
    expect(ports.confirmed[0]).toMatch(/lets its holder trace calls to this API for an hour/)
    const steps = report.trace?.status === 'traced' ? report.trace.steps : []
    const { text: now = '' } = (await scene().instance.getPolicy({ kind: 'api', api: 'orders' })) ?? {}
    const line = now.slice(0, now.indexOf('<validate-jwt')).split('\n').length
    expect(steps.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['validate-jwt', 'authentication-managed-identity', 'forward-request']),
    )
    expect(steps.find(({ source }) => source === 'validate-jwt')).toMatchObject({
      section: 'inbound',
      policy: { ref: { kind: 'api', api: 'orders' }, line },
    })
    expect(steps.find(({ policy: at }) => at?.ref.kind === 'fragment')?.policy?.ref).toEqual({
      kind: 'fragment',
      fragment: 'correlation-id',
    })
    for (const { took } of steps.slice(0, -1)) expect(took).toBeGreaterThanOrEqual(0)
    const text = artefacts(report).join('\n')
    expect(text).not.toMatch(/eyJ|aid=orders/)
    expect(text).not.toContain(made[0]?.token?.split('.').at(-1))
    expect(callPage(report)).toMatch(/\| inbound \| validate-jwt \| API orders, line \d+ \|/)
  })

  test('names the fault that the answer hides', async () => {
    const { report } = await traced(
      '<authentication-managed-identity resource="api://nobody" />',
      {},
      { tokens: 'without' },
    )
    expect(report.without?.response.status).toBe(500)
    expect(JSON.stringify(report.trace)).toContain('AADSTS500011')
  })

  test('is not made when the user says no', async () => {
    const { report } = await traced('', { confirm: [false] })
    expect(report.trace).toBeUndefined()
    expect(JSON.stringify(report)).not.toContain('Apim-Debug')
  })

  test.each([
    [403, /may not make debug credentials.*Service Contributor/],
    [400, /not every tier/],
    [500, /No trace: /],
  ] as const)(
    'that the instance refuses (%d) is told in words, and the call is made all the same',
    async (status, words) => {
      scene().local.management.faults.add({ path: 'listDebugCredentials', status, times: 9 })
      const { report } = await traced('')
      scene().local.management.faults.clear()
      expect(report.trace).toMatchObject({ status: 'refused', message: expect.stringMatching(words) })
      expect(report.without?.response.status).toBe(200)
    },
  )

  test('for another API is told', async () => {
    const { instance } = scene()
    await instance.putApi('stock', { displayName: 'Stock', path: 'stock', protocols: ['https'] })
    const other = { ...instance, createDebugCredential: () => instance.createDebugCredential('stock', 'PT1H') }
    const { report } = await traced('', {}, { instance: other })
    expect(report.trace).toMatchObject({ status: 'refused', message: expect.stringMatching(/is for another API/) })
  })

  test('that something in front takes away is told', async () => {
    const url = await serve((_request, response) => response.end('{}'))
    const routes = { ...scene().endpoints.routes, 'front.example': url }
    const { report } = await traced('', {}, { routes, gatewayUrl: 'https://front.example' })
    expect(report.trace).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(/Something in front of it/),
    })
  })
})

describe('no answer', () => {
  const elsewhere = async (host: string, to: string, options: Partial<CallOptions> = {}): Promise<CallReport> => {
    const routes = { ...scene().endpoints.routes, [host]: to }
    return (await call({ routes, gatewayUrl: `https://${host}`, tokens: 'without', ...options })).report
  }

  test('a name that DNS does not know', async () => {
    const { report } = await call({ routes: undefined, gatewayUrl: 'https://no-such-host.invalid', tokens: 'without' })
    expect(report.verdict.name).toBe('unreachable')
    expect(report.explanation?.message).toMatch(/no-such-host\.invalid: the name is not known to DNS/)
  })

  test('a certificate that nobody trusts', async () => {
    const url = await origin(createTlsServer(selfSigned(), (_request, response) => response.end('in')))
    const gatewayUrl = url.replace('http:', 'https:')
    const { report } = await call({ routes: undefined, gatewayUrl, tokens: 'without' })
    expect(report.verdict.name).toBe('unreachable')
    expect(report.explanation?.message).toMatch(/certificate is not trusted/)
    expect(report.explanation?.remedy).toMatch(/never switched off/)
  })

  test('a host that never answers', async () => {
    const report = await elsewhere('slow.example', await serve(() => {}), { timeout: 30 })
    expect(report).toMatchObject({
      verdict: { name: 'unreachable' },
      explanation: { message: expect.stringMatching(/in time/) },
    })
  })

  test('a connection that breaks off', async () => {
    const report = await elsewhere('broken.example', await serve((request) => request.socket.destroy()))
    expect(report.explanation?.message).toMatch(/broke off/)
  })

  test('a host that the local instance does not stand in for', async () => {
    const { report } = await call({ gatewayUrl: 'https://api.contoso.com', tokens: 'without' })
    expect(report.explanation?.message).toMatch(/does not stand in for it/)
  })

  test('another server behind the host', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
    )
    const report = await elsewhere('www.contoso.com', url)
    expect(report).toMatchObject({ verdict: { name: 'failed' }, explanation: { cause: 'gateway' } })
    expect(report.explanation?.message).toMatch(/not a host name of the instance \(policywright-local\.azure-api\.net/)
  })
})

test('a back end that sends everything back gives no secret away', async () => {
  const { instance } = scene()
  const url = await serve((request, response) =>
    response.writeHead(200, { 'x-seen': String(request.headers.authorization) }).end(JSON.stringify(request.headers)),
  )
  await policy(check(config('/v2.0') + audiences(api)))
  const routes = { ...scene().endpoints.routes, 'echo.example': url }
  const { primaryKey } = await instance.getSubscriptionKeys('orders-starter')
  const { report, made } = await call({ routes, gatewayUrl: 'https://echo.example', subscription: { key: primaryKey } })
  expect(report.with?.response.body).toContain('Bearer •••')
  const [, , signature = '-'] = made[0]?.token?.split('.') ?? []
  for (const text of artefacts(report)) for (const secret of [primaryKey, signature]) expect(text).not.toContain(secret)
  expect(httpFile(report)).toContain('Authorization: Bearer {{token}}')
  expect(httpFile(report)).toContain('{{subscriptionKey}}')
})

describe('the signature', () => {
  const refused = `failed-validation-error-message="No"`
  const broken = (order: object): CallOptions['caller'] => ({
    name: 'somebody',
    credential: {
      getToken: async () => {
        const { token, expiresOn } = await scene().local.identity.issue({ audience: api, ...order })
        return { token, expiresOnTimestamp: expiresOn * 1000 }
      },
    },
  })

  test.each([
    ['a changed token', { badSignature: true }, 'signature', /does not fit its text/],
    ['an expired one', { expiresIn: -600 }, 'expired', /10 min ago/],
    ['one that expired just now', { expiresIn: -60 }, 'expired', /1 min ago/],
  ] as const)('%s, which the gateway does not tell', async (_name, order, cause, says) => {
    await policy(check(config('/v2.0') + audiences(api), refused))
    const { report } = await call({ caller: broken({ version: 2, ...order }), tokens: 'with' })
    expect([report.verdict.name, report.explanation?.cause]).toEqual(['token-refused', cause])
    expect(report.explanation?.message).toMatch(says)
  })

  test('every aspect of a token is compared', async () => {
    await policy(check(config('/v2.0') + audiences('api://orders') + claim('roles', ['Orders.Read'])))
    const { report } = await call({ caller: as('data-factory') })
    expect(report.caller).toBe('data-factory')
    expect(report.comparison[0]?.aspects.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'scheme holds',
      'signature holds',
      'lifetime holds',
      'audience fails',
      'issuer holds',
      'claim roles holds',
    ])
    expect(callPage(report)).toContain(`| audience | api://orders | ${api} | **no** |`)
  })
})

describe('predictions', () => {
  const user = (): CallOptions['credential'] => ({
    getToken: async () => {
      const claims = { scp: 'user_impersonation', roles: null }
      const { token, expiresOn } = await scene().local.identity.issue({
        audience: api,
        version: 2,
        identity: 'somebody',
        claims,
      })
      return { token, expiresOnTimestamp: expiresOn * 1000 }
    },
  })

  test("a developer's token cannot satisfy a role, which is said before the call", async () => {
    await policy(check(config('/v2.0') + audiences(api) + claim('roles', ['Orders.Read'])))
    const { report, ports } = await call({ credential: user() })
    expect(report.predictions[0]).toMatch(/carries scopes \(scp\) and no app roles.*client credential/)
    expect(ports.logged[0]).toMatch(/^Expected: the token will be refused/)
    expect(report.verdict.name).toBe('token-refused')
  })

  test('another identity can be chosen then', async () => {
    const otherCallers = ['data-factory', 'nobody'].map((name) => as(name)).filter((one) => one !== undefined)
    const { report, ports } = await call(
      { credential: user(), otherCallers, asks: 'questions' },
      { choose: ['Call as data-factory'] },
    )
    expect(ports.asked[0]).toMatch(/^The token will be refused/)
    expect([report.verdict.name, report.caller]).toEqual(['protected', 'data-factory'])
  })
})

test('what changes something is sent only when the user agrees', async () => {
  await policy('')
  const order = { operation: 'create-order', body: '{}', asks: 'questions' } as const
  await expect(call(order, { confirm: [false] })).rejects.toThrow(/given up/)
  const { ports } = await call(order)
  expect(ports.confirmed).toEqual([expect.stringMatching(/^Send POST to policywright-local\.azure-api\.net\?/)])
})
