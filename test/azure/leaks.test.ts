import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { CompactSign } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LogOutputChannel } from 'vscode'
import type { InstancePort } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { isServiceError } from '../../azure/service-error.ts'
import { dispatch } from '../../cli/dispatch.ts'
import { developer, resourceApps, serviceId } from '../../emulator/local/names.ts'
import { writeStateFile } from '../../emulator/local/state-file.ts'
import { type LocalInstance, startLocalInstance } from '../../emulator/local-instance.ts'
import { renderReport } from '../../src/features/call/render-report.ts'
import { withoutSecretsIn } from '../../src/platform/without-secrets.ts'
import { backEndPage } from '../../workflows/back-end-page.ts'
import { callPage } from '../../workflows/call-page.ts'
import { httpFile } from '../../workflows/http-file.ts'
import { proveBackEnd } from '../../workflows/prove-back-end.ts'
import { type Artefact, leaksIn, spellingsOf } from './leaks.ts'
import { developerCredential, sample } from './local.ts'
import { scriptedPorts } from './scripted-ports.ts'

/** A whole run, and then everything that it left behind is searched for every token, key and secret value that it used. */

const secretValue = 'Zx9-secret/named+value==4711'
const wrongSecret = 'not-the-secret-0815'
const policyFile = 'apis/orders/policy.xml'
const secrets = new Map<string, string>()
const artefacts: Artefact[] = []
let folder: string
let local: LocalInstance
let tokens = 0

const sign = CompactSign.prototype.sign
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'policywright-leaks-'))
  // Whatever the issuer signs is a token, whoever asked for it.
  vi.spyOn(CompactSign.prototype, 'sign').mockImplementation(async function (this: CompactSign, ...args) {
    const token = await sign.apply(this, args)
    secrets.set(token, `token ${++tokens}`)
    return token
  })
  local = await startLocalInstance({
    sample,
    dataDir: path.join(folder, 'data'),
    log: (line) => artefacts.push({ name: 'the log of the instance', text: line }),
  })
  vi.stubEnv('POLICYWRIGHT_HOME', path.join(folder, 'home'))
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) vi.stubEnv(name, undefined)
  await writeStateFile(local.endpoints)
  await mkdir(path.join(folder, 'workspace'))
})
afterAll(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await local.stop()
  await rm(folder, { recursive: true, force: true })
})

async function run(...args: readonly string[]): Promise<number> {
  const write = (where: string) => (text: string) => {
    artefacts.push({ name: `${where} of ${args.join(' ')}`, text })
  }
  const terminal = {
    cwd: path.join(folder, 'workspace'),
    out: write('standard output'),
    err: write('standard error'),
    readInput: async () => '',
  }
  return dispatch(args, terminal)
}

/** What the extension writes into its log at any level, and what anybody prints of a fault. */
async function logEverything(instance: InstancePort): Promise<void> {
  const write =
    (level: string) =>
    (...what: readonly unknown[]) => {
      for (const one of what)
        artefacts.push({ name: `the log, ${level}`, text: typeof one === 'string' ? one : inspect(one, { depth: 20 }) })
    }
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'] as const
  const channel = Object.fromEntries(levels.map((level) => [level, write(level)]))
  const log = withoutSecretsIn(channel as unknown as LogOutputChannel)
  const faults = await Promise.all([
    instance.deleteNamedValue('orders-back-end-client-id').catch((error: unknown) => error),
    instance.putPolicy({ kind: 'api', api: 'orders' }, '<policies', { ifMatch: '*' }).catch((error: unknown) => error),
    instance.getSubscriptionKeys('nothing').catch((error: unknown) => error),
  ])
  expect(faults.map(isServiceError)).toEqual([true, true, true])
  for (const fault of faults)
    artefacts.push({ name: 'a fault', text: inspect(fault, { depth: 20, showHidden: true, customInspect: false }) })
  for (const level of levels) {
    const say = (...args: unknown[]): void => Reflect.apply(log[level], log, args)
    say(...faults, ...faults.map((fault) => (fault as Error).cause))
    for (const secret of secrets.keys()) say(`Bearer ${secret}`, { headers: { authorization: `Bearer ${secret}` } })
  }
}

const inFile = (text: (old: string) => string) => async (): Promise<void> => {
  const file = path.join(folder, 'workspace', policyFile)
  await writeFile(file, text(await readFile(file, 'utf8')))
}
const withSecret = inFile((old) =>
  old.replace(
    '<base />',
    '<base /><set-header name="X-Secret" exists-action="override"><value>{{the-secret}}</value></set-header>',
  ),
)
const call = ['call', 'orders', 'list-orders'] as const

test('nothing secret is left anywhere', async () => {
  const { routes, subscriptionId, resourceGroup, serviceName, tenantId } = local.endpoints
  const credential = developerCredential(local.endpoints)
  const azure = await connect({ cloud: clouds.local, credential, subscriptionId, routes, pollInterval: 1 })
  const instance = azure.instance(resourceGroup, serviceName)
  await instance.putNamedValue({
    id: 'the-secret',
    displayName: 'the-secret',
    secret: true,
    tags: [],
    value: secretValue,
  })
  secrets.set(secretValue, 'the secret named value')
  for (const { id } of await instance.listSubscriptions()) {
    const keys = await instance.getSubscriptionKeys(id)
    secrets.set(keys.primaryKey, `the first key of ${id}`).set(keys.secondaryKey, `the second key of ${id}`)
  }
  secrets.set(local.identity.environmentOf(serviceName).IDENTITY_HEADER, 'the identity header')
  secrets.set(wrongSecret, 'a wrong client secret')

  expect(await run('fetch', '--all')).toBe(0)
  await withSecret()
  expect(await run('push', policyFile, '--yes')).toBe(0)
  expect(await run('secure', 'orders', '--audience', resourceApps.ordersApi, '--policy', 'validate-jwt', '--yes')).toBe(
    0,
  )
  expect(await run('authenticate', 'orders', '--yes', '--prove', 'list-orders', '--output', 'json')).toBe(0)
  expect(await run(...call)).toBe(0)
  expect(await run(...call, '--output', 'json')).toBe(0)
  expect(await run(...call, '--no-token')).toBe(0)
  expect(await run(...call, '--trace', '--yes', '--output', 'json')).toBe(0)
  expect(await run(...call, '--audience', 'api://orders-back-end')).toBe(1)
  expect(await run('consumer', 'data-factory-rest', 'orders')).toBe(0)
  // A refusal of the service, a failure of the policy, and one of the sign-in.
  await inFile((old) => old.replace('<base />', '<base /><set-backend-service backend-id="nobody" />'))()
  expect(await run('push', policyFile, '--yes', '--output', 'json')).toBe(1)
  await inFile((old) => old.replace('<set-backend-service backend-id="nobody" />', ''))()
  await local.management.send({ method: 'PATCH', path: serviceId, body: { identity: { type: 'None' } } })
  expect(await run(...call, '--trace', '--yes')).toBe(1)
  await local.management.send({ method: 'PATCH', path: serviceId, body: { identity: { type: 'SystemAssigned' } } })
  vi.stubEnv('AZURE_TENANT_ID', tenantId)
  vi.stubEnv('AZURE_CLIENT_ID', developer.clientId)
  vi.stubEnv('AZURE_CLIENT_SECRET', wrongSecret)
  expect(await run('diff', policyFile, '--output', 'json')).toBe(1)
  vi.stubEnv('AZURE_CLIENT_SECRET', undefined)

  const ports = scriptedPorts()
  const shared = { ports, instance, azure, cloud: clouds.local, credential, tenantId, routes }
  const proof = await proveBackEnd({ ...shared, target: { kind: 'api', api: 'orders' }, operation: 'list-orders' })
  if (proof === undefined) throw new Error('Nothing was called.')
  artefacts.push({ name: 'the page of the back end', text: backEndPage(proof) })
  artefacts.push({ name: 'the page of the call', text: callPage(proof.through) })
  artefacts.push({ name: 'the web page of the call', text: renderReport(proof.through, 'nonce') })
  artefacts.push({ name: 'the file of requests', text: httpFile(proof.through) })
  artefacts.push({ name: 'what was shown and said', text: JSON.stringify(ports) })

  await logEverything(instance)
  expect(await run('secure', 'orders', '--undo', '--yes')).toBe(0)
  expect(await run('authenticate', 'orders', '--undo', '--yes', '--output', 'json')).toBe(0)
  const traces = await fetch(`${local.endpoints.managementUrl}/_local/traces`)
  artefacts.push({ name: 'the traces', text: await traces.text() })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = path.join(entry.parentPath, entry.name)
      artefacts.push({ name: path.relative(folder, file), text: await readFile(file, 'utf8') })
    }

  const names = artefacts.map(({ name }) => name)
  for (const part of ['home/local.json', `workspace/${policyFile}`, 'data', 'the traces', 'standard error'])
    expect(names.join('\n')).toContain(part.split('/').join(path.sep))
  expect(tokens).toBeGreaterThan(20)
  expect(leaksIn(artefacts, secrets)).toEqual([])
})

test.each([
  ['as it is', (secret: string) => `a ${secret} b`],
  ['for a URL', (secret: string) => `?a=${encodeURIComponent(secret)}`],
  ['in base 64', (secret: string) => Buffer.from(secret).toString('base64')],
  ['in base 64 behind one byte', (secret: string) => Buffer.from(`a${secret}`).toString('base64')],
  ['in base 64 for a URL behind two bytes', (secret: string) => Buffer.from(`ab${secret}cd`).toString('base64url')],
  ['in JSON', (secret: string) => JSON.stringify({ secret })],
])('the search finds a secret %s', (_how, spell) => {
  const known = new Map([[secretValue, 'it']])
  expect(leaksIn([{ name: 'x', text: spell(secretValue) }], known)).toEqual(['x holds it'])
  expect(leaksIn([{ name: 'x', text: spell('something else that is long') }], known)).toEqual([])
})

test('the search finds a token that nobody registered, and the signature alone', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw'
  expect(leaksIn([{ name: 'x', text: token }], new Map())).toEqual(['x holds a token'])
  expect(leaksIn([{ name: 'x', text: token.split('.')[2] ?? '' }], new Map([[token, 'it']]))).toEqual(['x holds it'])
  expect(spellingsOf('short')).toEqual([])
})
