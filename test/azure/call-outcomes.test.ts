import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityCredential } from '../../emulator/local/identity-credential.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { type CallOptions, type CallReport, callOperation, type MadeCall } from '../../workflows/call.ts'
import { callPage } from '../../workflows/call-page.ts'
import { httpFile } from '../../workflows/http-file.ts'
import { applyTokenFix } from '../../workflows/token-fix.ts'
import type { VerdictName } from '../../workflows/verdict.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'
import { selfSigned } from './self-signed.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let stored: string
const servers: Server[] = []
beforeAll(async () => {
  local = await startLocal()
  stored = (await local.instance.getPolicy({ kind: 'api', api: 'orders' }))?.text ?? ''
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await local.stop()
})

async function origin(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const serve = (listener: RequestListener): Promise<string> => origin(createServer(listener))

/** The API as it was published, with these policies behind `<base />`. */
async function policy(inbound: string): Promise<void> {
  const text = stored.replace('<base />', `<base />${inbound}`)
  await local.instance.putPolicy({ kind: 'api', api: 'orders' }, text, { ifMatch: '*' })
}

async function call(options: Partial<CallOptions> = {}, script: Script = {}) {
  const ports = scriptedPorts(script)
  const { instance, credential, endpoints } = local
  const { tenantId, routes } = endpoints
  const made: MadeCall[] = []
  const report = await callOperation({
    ports,
    instance,
    credential,
    tenantId,
    routes,
    api: 'orders',
    operation: 'list-orders',
    made: (call) => made.push(call),
    ...options,
  })
  return { ports, made, report: report ?? expect.fail('the call was given up') }
}

const as = (name: string): CallOptions['caller'] => ({
  name,
  credential: identityCredential(local.endpoints.identityUrl, name),
})

const config = (version: '' | '/v2.0'): string =>
  `<openid-config url="https://login.microsoftonline.com/${local.endpoints.tenantId}${version}/.well-known/openid-configuration" />`
const check = (inside: string, attributes = 'require-scheme="Bearer"'): string =>
  `<validate-jwt header-name="Authorization" ${attributes}>${inside}</validate-jwt>`
const audiences = (...values: readonly string[]): string =>
  `<audiences>${values.map((value) => `<audience>${value}</audience>`).join('')}</audiences>`
const claim = (name: string, values: readonly string[], attributes = ''): string =>
  `<required-claims><claim name="${name}" ${attributes}>${values.map((value) => `<value>${value}</value>`).join('')}</claim></required-claims>`
const api = resourceApps.ordersApi

interface Row {
  readonly name: string
  readonly policy: () => string
  readonly options?: () => Partial<CallOptions>
  readonly verdict: VerdictName
  readonly cause?: string
  readonly says?: RegExp
  /** Title of the change that is offered. */
  readonly fix?: RegExp
}

const rows: readonly Row[] = [
  { name: 'no check', policy: () => '', verdict: 'not-protected', says: /No policy of its scopes checks a token/ },
  {
    name: 'a check that the token passes',
    policy: () => check(config('/v2.0') + audiences(api)),
    verdict: 'protected',
  },
  {
    name: 'without a token only',
    policy: () => check(config('/v2.0') + audiences(api)),
    options: () => ({ tokens: 'without' }),
    verdict: 'refused-without-token',
    cause: 'token-missing',
  },
  {
    name: 'metadata of the other version',
    policy: () => check(config('') + audiences(api)),
    verdict: 'token-refused',
    cause: 'issuer',
    fix: /Accept v2 tokens too/,
  },
  {
    name: 'the App ID URI where a v2 token has the client id',
    policy: () => check(config('/v2.0') + audiences('api://orders')),
    verdict: 'token-refused',
    cause: 'audience',
    says: /client id and not the App ID URI/,
    fix: /Accept the audience/,
  },
  {
    name: 'an audience that nobody has',
    policy: () => check(config('/v2.0') + audiences('api://nobody-has-this')),
    verdict: 'no-token',
    cause: 'no-token',
    says: /AADSTS500011/,
  },
  {
    name: 'a role that the caller has not',
    policy: () => check(config('/v2.0') + audiences(api) + claim('roles', ['Orders.Write'])),
    options: () => ({ caller: as('data-factory') }),
    verdict: 'token-refused',
    cause: 'role',
    says: /Assign the app role/,
  },
  {
    name: 'a caller that is not let in',
    policy: () => check(config('/v2.0') + audiences(api) + claim('oid', ['99999999-2222-4333-8444-555555555555'])),
    verdict: 'token-refused',
    cause: 'caller',
    fix: /Let the caller .* in too/,
  },
  {
    name: 'the claim of the other version',
    policy: () => check(config('/v2.0') + audiences(api) + claim('appid', [api])),
    verdict: 'token-refused',
    cause: 'caller',
    fix: /Check the claim "azp" instead of "appid"/,
  },
  {
    name: 'a list in one value',
    policy: () => check(config('/v2.0') + audiences(api) + claim('ver', ['1.0,2.0'])),
    verdict: 'token-refused',
    cause: 'claim-value',
    fix: /each value of "ver" by itself/,
  },
  {
    name: 'all of several values',
    policy: () => check(config('/v2.0') + audiences(api) + claim('ver', ['1.0', '2.0'])),
    verdict: 'token-refused',
    cause: 'claim-value',
    fix: /one of the values/,
  },
  {
    name: 'a claim that is not there',
    policy: () => check(config('/v2.0') + audiences(api) + claim('department', [])),
    verdict: 'token-refused',
    cause: 'claim-missing',
  },
  {
    name: 'another scheme',
    policy: () => check(config('/v2.0') + audiences(api), 'require-scheme="Token"'),
    verdict: 'token-refused',
    cause: 'scheme',
    fix: /Ask for the scheme "Bearer"/,
  },
  {
    name: 'a token for Graph',
    policy: () => check(config('')),
    options: () => ({ audience: 'https://graph.microsoft.com' }),
    verdict: 'token-refused',
    cause: 'graph-token',
  },
  {
    name: 'a refusal with a status and a text of its own',
    policy: () =>
      check(
        config('/v2.0') + audiences('api://orders'),
        'failed-validation-httpcode="418" failed-validation-error-message="Not for you"',
      ),
    verdict: 'token-refused',
    cause: 'audience',
    fix: /Accept the audience/,
  },
  {
    name: 'a check of a query parameter',
    policy: () => `<validate-jwt query-parameter-name="ticket">${config('/v2.0')}${audiences(api)}</validate-jwt>`,
    verdict: 'protected',
  },
  {
    name: 'a rate limit',
    policy: () => `<rate-limit-by-key calls="1" renewal-period="300" counter-key="outcomes" />`,
    verdict: 'refused-otherwise',
    cause: 'rate-limit',
    options: () => ({ audience: 'api://orders', tokens: 'with' }),
    says: /429/,
  },
  {
    name: 'an address that is not allowed',
    policy: () => '<ip-filter action="allow"><address>203.0.113.9</address></ip-filter>',
    verdict: 'refused-otherwise',
    cause: 'ip-filter',
    options: () => ({ tokens: 'without' }),
  },
  {
    name: 'an origin that cors does not know',
    policy: () =>
      '<cors terminate-unmatched-request="true"><allowed-origins><origin>https://a.example</origin></allowed-origins><allowed-methods><method>GET</method></allowed-methods></cors>',
    options: () => ({ headers: { Origin: 'https://b.example' }, tokens: 'without' }),
    verdict: 'refused-otherwise',
    cause: 'cors',
  },
  {
    name: 'an operation that the back end does not have',
    policy: () => '<rewrite-uri template="/none/at/all" />',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'back-end',
    says: /404/,
  },
  {
    name: 'a path that no operation matches',
    policy: () => '',
    options: () => ({ gatewayUrl: 'https://policywright-local.azure-api.net/elsewhere', tokens: 'without' }),
    verdict: 'failed',
    cause: 'no-operation',
  },
  {
    name: 'a back end with an error of its own',
    policy: () =>
      '<return-response><set-status code="500" reason="Oops" /><set-body>database is down</set-body></return-response>',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'back-end',
    says: /database is down/,
  },
  {
    name: 'a fault inside the gateway',
    policy: () => '<authentication-managed-identity resource="api://nobody-has-this" />',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'gateway',
    says: /managed identity/,
  },
  {
    name: 'a back end that redirects to a sign-in page',
    policy: () =>
      '<return-response><set-status code="302" reason="Found" /><set-header name="Location" exists-action="override"><value>https://login.microsoftonline.com/x</value></set-header></return-response>',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'redirect',
    says: /HTTP 401/,
  },
]

test.each(rows)('$name', async ({ policy: inbound, options, verdict, cause, says, fix }) => {
  await policy(inbound())
  if (cause === 'rate-limit') await call({ tokens: 'without' })
  const { report, made, ports } = await call(options?.())
  const told = `${report.verdict.message} ${report.explanation?.message} ${report.explanation?.remedy}`
  expect([report.verdict.name, report.explanation?.cause], told).toEqual([verdict, cause])
  if (says) expect(told).toMatch(says)
  expect(report.explanation?.repair?.fix.title ?? '').toMatch(fix ?? /^$/)
  const token = made[0]?.token
  for (const text of [JSON.stringify(report), callPage(report), httpFile(report), ...ports.logged])
    expect(text).not.toMatch(token === undefined ? /eyJ/ : new RegExp(`eyJ|${token.split('.').at(-1)}`))
})

describe('the change that is offered lets the token in', () => {
  test.each(rows.filter(({ fix }) => fix !== undefined))('$name', async ({ policy: inbound, options }) => {
    await policy(inbound())
    let { report } = await call(options?.())
    const titles: string[] = []
    while (report.explanation?.repair !== undefined && titles.length < 3) {
      const { ref, check, fix } = report.explanation.repair
      titles.push(fix.title)
      const { text, etag } = (await local.instance.getPolicy(ref)) ?? expect.fail('the policy is gone')
      const edits = applyTokenFix(text, check, fix) ?? expect.fail(`"${fix.title}" cannot be made`)
      await local.instance.putPolicy(ref, applyEdits(text, edits), { ifMatch: etag })
      report = (await call(options?.())).report
    }
    expect(report.verdict, titles.join(', ')).toMatchObject({ name: 'protected' })
  })
})

describe('a trace', () => {
  const traced = async (inbound: string, script: Script = {}, options: Partial<CallOptions> = {}) => {
    await policy(inbound)
    return call({ trace: 'wanted', ...options }, script)
  }

  test('shows what each policy did, where, and no secret', async () => {
    const { report, ports, made } = await traced(check(config('/v2.0') + audiences(api)))
    expect(ports.confirmed[0]).toMatch(/lets its holder trace calls to this API for an hour/)
    const steps = report.trace?.status === 'traced' ? report.trace.steps : []
    const { text: now = '' } = (await local.instance.getPolicy({ kind: 'api', api: 'orders' })) ?? {}
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
    const text = JSON.stringify(report) + callPage(report) + httpFile(report)
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
      local.local.management.faults.add({ path: 'listDebugCredentials', status, times: 9 })
      const { report } = await traced('')
      local.local.management.faults.clear()
      expect(report.trace).toMatchObject({ status: 'refused', message: expect.stringMatching(words) })
      expect(report.without?.response.status).toBe(200)
    },
  )

  test('that something in front takes away is told', async () => {
    const url = await serve((_request, response) => response.end('{}'))
    const routes = { ...local.endpoints.routes, 'front.example': url }
    const { report } = await traced('', {}, { routes, gatewayUrl: 'https://front.example' })
    expect(report.trace).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(/Something in front of it/),
    })
  })
})

describe('no answer', () => {
  const elsewhere = async (host: string, to: string, options: Partial<CallOptions> = {}): Promise<CallReport> => {
    const routes = { ...local.endpoints.routes, [host]: to }
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
  const { instance } = local
  const url = await serve((request, response) =>
    response.writeHead(200, { 'x-seen': String(request.headers.authorization) }).end(JSON.stringify(request.headers)),
  )
  await policy(check(config('/v2.0') + audiences(api)))
  const routes = { ...local.endpoints.routes, 'echo.example': url }
  const { primaryKey } = await instance.getSubscriptionKeys('orders-starter')
  const { report, made } = await call({ routes, gatewayUrl: 'https://echo.example', subscription: { key: primaryKey } })
  expect(report.with?.response.body).toContain('Bearer •••')
  const [, , signature = '-'] = made[0]?.token?.split('.') ?? []
  for (const text of [JSON.stringify(report), callPage(report), httpFile(report)])
    for (const secret of [primaryKey, signature]) expect(text).not.toContain(secret)
  expect(httpFile(report)).toContain('Authorization: Bearer {{token}}')
  expect(httpFile(report)).toContain('{{subscriptionKey}}')
})

describe('the signature', () => {
  const refused = `failed-validation-error-message="No"`
  const broken = (order: object): CallOptions['caller'] => ({
    name: 'somebody',
    credential: {
      getToken: async () => {
        const { token, expiresOn } = await local.local.identity.issue({ audience: api, ...order })
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
      const { token, expiresOn } = await local.local.identity.issue({
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
