import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { clouds } from '../../azure/clouds.ts'
import { dispatch } from '../../cli/dispatch.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import { writeStateFile } from '../../emulator/local/state-file.ts'
import { startLocal } from './local.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let stored: string
beforeAll(async () => {
  local = await startLocal()
  vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
  await writeStateFile(local.endpoints)
  const { instance } = local
  const [api] = await instance.listInformation('api')
  await instance.putApi('orders', { ...api?.properties, subscriptionRequired: true }, { ifMatch: '*' })
  stored = (await instance.getPolicy({ kind: 'api', api: 'orders' }))?.text ?? ''
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await local.stop()
})
beforeEach(() => {
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'APIM_SUBSCRIPTION_KEY'])
    vi.stubEnv(name, undefined)
})

async function run(args: readonly string[], input = '') {
  const written = { out: '', err: '' }
  const code = await dispatch(['call', ...args], {
    cwd: local.root,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => input,
  })
  return { code, ...written }
}
const json = async (args: readonly string[], input?: string) => {
  const { code, out } = await run([...args, '--output', 'json'], input)
  return { code, report: JSON.parse(out) as Record<string, unknown> }
}

async function demandRole(role: string): Promise<void> {
  const url = `https://login.microsoftonline.com/${local.endpoints.tenantId}/v2.0/.well-known/openid-configuration`
  const policy = `<validate-jwt header-name="Authorization" require-scheme="Bearer"><openid-config url="${url}" /><audiences><audience>${resourceApps.ordersApi}</audience></audiences><required-claims><claim name="roles" match="any"><value>${role}</value></claim></required-claims></validate-jwt>`
  const text = stored.replace('<base />', `<base />${policy}`)
  await local.instance.putPolicy({ kind: 'api', api: 'orders' }, text, { ifMatch: '*' })
}

const list = ['orders', 'list-orders']

test.each(['us-government', 'china'] as const)('the local instance stands in for %s', async (cloud) => {
  const { authority } = clouds[cloud]
  const { tenantId } = local.endpoints
  const check = `<validate-azure-ad-token tenant-id="${tenantId}" authentication-endpoint="${authority}"><audiences><audience>${resourceApps.ordersApi}</audience></audiences></validate-azure-ad-token>`
  await local.instance.putPolicy({ kind: 'api', api: 'orders' }, stored.replace('<base />', `<base />${check}`), {
    ifMatch: '*',
  })
  for (const who of [[], ['--as', 'data-factory']]) {
    const { report } = await json([...list, '--cloud', cloud, ...who])
    expect(report.verdict).toMatchObject({ name: 'protected' })
    expect((await json([...list, ...who])).report.explanation).toMatchObject({ cause: 'issuer' })
  }
  await local.instance.putPolicy({ kind: 'api', api: 'orders' }, stored, { ifMatch: '*' })
})

describe('the subscription key', () => {
  test('from the environment and from standard input, and in no output', async () => {
    const { secondaryKey, primaryKey } = await local.instance.getSubscriptionKeys('orders-starter')
    vi.stubEnv('APIM_SUBSCRIPTION_KEY', secondaryKey)
    const byEnvironment = await run([...list, '--no-token', '--output', 'json'])
    vi.stubEnv('APIM_SUBSCRIPTION_KEY', 'f'.repeat(32))
    expect((await json([...list, '--no-token'])).report).toMatchObject({ verdict: { name: 'key-refused' } })
    const byInput = await run([...list, '--no-token', '--key-from-stdin'], `${primaryKey}\n`)
    expect(byEnvironment.out).toContain('"not-protected"')
    expect(byInput.out).toContain('Not protected')
    for (const { out, err } of [byEnvironment, byInput])
      for (const key of [primaryKey, secondaryKey]) expect(out + err).not.toContain(key)
  })

  test('is none that standard input does not hold', async () => {
    expect(await run([...list, '--key-from-stdin'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/holds no key/),
    })
  })
})

test('--as calls with a token of another identity of the local instance', async () => {
  await demandRole('Orders.Write')
  expect(await json([...list])).toMatchObject({ code: 0, report: { verdict: { name: 'protected' } } })
  expect(await json([...list, '--as', 'data-factory'])).toMatchObject({
    code: 1,
    report: {
      caller: 'data-factory',
      verdict: { name: 'token-refused' },
      explanation: { cause: 'role', policy: { ref: { kind: 'api', api: 'orders' } } },
      predictions: [expect.stringContaining('Orders.Write')],
    },
  })
  await demandRole('Orders.Read')
  expect(await json([...list, '--as', 'data-factory', '--token-only'])).toMatchObject({
    code: 0,
    report: { verdict: { name: 'accepted-with-token' } },
  })
  const elsewhere = ['--subscription', 's', '--resource-group', 'g', '--service', 'i']
  expect(await run([...list, ...elsewhere, '--as', 'data-factory'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/AZURE_CLIENT_ID/),
  })
})

test('--trace needs consent, and shows the policies with their lines', async () => {
  const { code, err } = await run([...list, '--trace'])
  expect([code, err]).toEqual([2, expect.stringMatching(/--yes/)])
  const traced = await run([...list, '--trace', '--yes'])
  expect(traced.out).toMatch(/\| inbound \| validate-jwt \| API orders, line \d+ \| \d+\.\d \| \d+\.\d \|/)
  expect(traced.out + traced.err).not.toMatch(/eyJ|aid=orders/)
})

test('--export writes the calls without their secrets, and over nothing', async () => {
  const file = path.join(local.root, 'calls.http')
  const { code } = await run([...list, '--export', 'calls.http'])
  const text = await readFile(file, 'utf8')
  expect(code).toBe(0)
  expect(text).toContain('Authorization: Bearer {{token}}')
  expect(text).toContain('Ocp-Apim-Subscription-Key: {{subscriptionKey}}')
  expect(text).not.toMatch(/eyJ/)
  await writeFile(file, 'mine')
  expect(await run([...list, '--export', 'calls.http'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/is there already/),
  })
  expect(await readFile(file, 'utf8')).toBe('mine')
})

test('--sample-body sends the example of the definition, or says that there is none', async () => {
  expect(await run(['orders', 'create-order', '--sample-body', '--token-only'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/holds no example of its body/),
  })
  const { instance } = local
  const [operation] = (await instance.listInformation('operation', { api: 'orders' })).filter(
    ({ id }) => id === 'create-order',
  )
  const example = { customer: 'Contoso', product: 'cup', quantity: 1 }
  const representations = [{ contentType: 'application/json', examples: { default: { value: example } } }]
  await instance.putOperation(
    'orders',
    'create-order',
    { ...operation?.properties, request: { representations } },
    { ifMatch: '*' },
  )
  expect(await json(['orders', 'create-order', '--sample-body', '--token-only'])).toMatchObject({
    code: 0,
    report: { with: { request: { headers: { 'Content-Type': 'application/json' } }, response: { status: 201 } } },
  })
})

test('a revision is called by its own address', async () => {
  const { instance } = local
  const [api] = await instance.listInformation('api')
  const { isCurrent: _current, ...properties } = api?.properties ?? {}
  await instance.putApi('orders;rev=2', { ...properties, apiRevision: '2', sourceApiId: '/apis/orders' })
  await instance.putOperation('orders;rev=2', 'list-orders', {
    displayName: 'List',
    method: 'GET',
    urlTemplate: '/',
    templateParameters: [],
  })
  const { report } = await json(['orders;rev=2', 'list-orders', '--no-token'])
  expect(report).toMatchObject({ without: { request: { url: expect.stringContaining('/orders;rev=2') } } })
  expect(await run(['orders;rev=9', 'list-orders'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no API "orders;rev=9"/),
  })
})

test.each([
  [['--no-token', '--token-only'], /--no-token and --token-only exclude/],
  [['--no-token', '--as', 'x'], /--no-token and --as exclude/],
  [['--body', 'x', '--sample-body'], /--body and --sample-body exclude/],
  [['--timeout', 'soon'], /--timeout 'soon'/],
])('wrong usage: %j', async (options, says) => {
  expect(await run([...list, ...options])).toMatchObject({ code: 2, err: expect.stringMatching(says) })
})
