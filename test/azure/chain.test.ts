import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ApimPort, InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import { ordersSample, startWithBackEndInstance } from '../../emulator/local-instance.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import type { AuthenticateAnswers } from '../../workflows/back-end-questions.ts'
import { callFromInstance, callingInstance, instanceNamed } from '../../workflows/call-from-instance.ts'
import { findCallers } from '../../workflows/choose-callers.ts'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { proveBackEnd } from '../../workflows/prove-back-end.ts'
import { secureApi } from '../../workflows/secure.ts'
import { undoChange } from '../../workflows/undo.ts'
import { developerCredential } from './local.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'

/** An API of one instance calls an API of another with its identity, which the other one lets in alone. */
let both: Awaited<ReturnType<typeof startWithBackEndInstance>>
let azure: ApimPort
let first: InstancePort
let second: InstancePort
let folder: string
let run = 0
const orders: PolicyRef = { kind: 'api', api: 'orders' }
const cloud = clouds.local
const toOwnBackEnd = `<set-backend-service backend-id="orders-back-end" /><authentication-managed-identity resource="${resourceApps.ordersBackEnd}" />`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'policywright-chain-'))
  both = await startWithBackEndInstance({ sample: ordersSample(), pendingPolls: 0 }, 'second')
  const { routes, subscriptionId, resourceGroup } = both.endpoints
  azure = await connect({
    cloud,
    credential: developerCredential(both.endpoints),
    subscriptionId,
    routes,
    pollInterval: 1,
  })
  first = azure.instance(resourceGroup, 'policywright-local')
  second = azure.instance(resourceGroup, 'policywright-second')
})
afterAll(async () => {
  await both.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  run++
  await put(first, '<set-backend-service base-url="https://policywright-second.azure-api.net/orders" />')
  await put(second, toOwnBackEnd)
})

const put = async (instance: InstancePort, inbound: string): Promise<void> => {
  const text = `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
  await instance.putPolicy(orders, text, { ifMatch: (await instance.getPolicy(orders))?.etag ?? '*' })
}
async function authenticate(script: Script, answers: AuthenticateAnswers = {}) {
  const ports = scriptedPorts(script)
  const root = path.join(folder, String(run))
  const done = await authenticateBackEnd({
    ports,
    instance: first,
    azure,
    cloud,
    root,
    answers: { target: orders, ...answers },
  })
  return { ...done, ports }
}
async function prove() {
  const { routes, tenantId } = both.endpoints
  const credential = developerCredential(both.endpoints)
  const ports = scriptedPorts()
  const options = { ports, instance: first, azure, cloud, credential, tenantId, routes, target: orders }
  return (await proveBackEnd({ ...options, operation: 'list-orders' })) ?? expect.fail()
}
const secureSecond = (callers: readonly { readonly name: string; readonly objectId: string }[]) =>
  secureApi({
    ports: scriptedPorts(),
    instance: second,
    azure,
    cloud,
    root: path.join(folder, `second-${run}`),
    answers: {
      target: orders,
      policy: 'validate-jwt',
      audiences: ['api://orders', resourceApps.ordersApi],
      tenantId: both.endpoints.tenantId,
      callers,
      unsaid: 'keep',
    },
  })

test('an API that is not protected there is protected for this identity alone, behind the token', async () => {
  const { changed, ports, status, warnings, backEnd } = await authenticate({ input: [resourceApps.ordersApi] })
  expect({ status, backEnd }).toMatchObject({ status: 'authenticated', backEnd: { kind: 'api-management' } })
  expect(warnings.join()).toContain('Orders on policywright-second is not protected')
  expect(changed.join()).toMatch(/^protected Orders on policywright-second/)
  expect(ports.confirmed).toHaveLength(2)
  expect(ports.confirmed[1]).toMatch(/policywright-second/)
  const there = (await second.getPolicy(orders))?.text ?? ''
  expect(there).toContain('<validate-jwt')
  expect(there).toContain((await first.getInstance()).identity.systemAssigned?.principalId)
  const { verdict, direct } = await prove()
  expect(verdict.name).toBe('proved')
  expect(direct?.request.url).toBe('https://policywright-second.azure-api.net/orders/')
  const other = await both.identity.issue({ identity: 'data-factory', audience: resourceApps.ordersApi })
  const refused = await fetch(`${both.backEndInstance.endpoints.gatewayUrl}/orders`, {
    headers: { authorization: `Bearer ${other.token}` },
  })
  expect(refused.status).toBe(401)
  expect((await authenticate({}, { resource: resourceApps.ordersApi })).status).toBe('unchanged')
})

test('it is left when that is refused, and the proof says so', async () => {
  const { changed, status } = await authenticate({ input: [resourceApps.ordersApi], confirm: [true, false] })
  expect({ changed, status }).toEqual({ changed: [], status: 'authenticated' })
  expect((await prove()).verdict.name).toBe('back-end-open')
})

test('the resource is read out of its policy', async () => {
  await secureSecond([])
  const { backEnd, ports, warnings } = await authenticate({})
  expect(backEnd?.resource).toBe(resourceApps.ordersApi)
  expect([warnings, ports.asked]).toEqual([[], []])
})

test('callers that are others are told before and explained after', async () => {
  await secureSecond([
    { name: 'data-factory', objectId: both.identity.directory.findPrincipal('data-factory')?.objectId ?? '' },
  ])
  const { warnings } = await authenticate({})
  expect(warnings.join()).toMatch(/^The policy of API orders on policywright-second, line \d+, refuses this identity/)
  const { cause, verdict, remedy } = await prove()
  expect({ cause, name: verdict.name }).toEqual({ cause: 'caller', name: 'refused-through' })
  expect(remedy).toMatch(/add this one to the policy/)
})

test('a key and a path that is not there', async () => {
  const api = await second.getApi('orders')
  await second.putApi('orders', {
    ...(api && { displayName: api.displayName, path: api.path }),
    subscriptionRequired: true,
  })
  const { notes } = await authenticate({ input: [resourceApps.ordersApi], confirm: [true, false] })
  expect(notes.join()).toContain('asks for a subscription key')
  await second.putApi('orders', {
    ...(api && { displayName: api.displayName, path: api.path }),
    subscriptionRequired: false,
  })
  await put(first, '<set-backend-service base-url="https://policywright-second.azure-api.net/nothing" />')
  run++
  const { warnings } = await authenticate({ input: [resourceApps.ordersApi] })
  expect(warnings.join()).toContain('has no API at this path')
})

test('from the side of the API that is called: the other instance is let in, and gets all that it needs', async () => {
  await put(first, '')
  const found = await findCallers(scriptedPorts(), azure, ['policywright-local'])
  await secureSecond(found.map(({ name, objectId = '' }) => ({ name, objectId })))
  const answer = await consumerSettings({
    ports: scriptedPorts(),
    instance: async () => second,
    answers: { kind: 'api-management', api: 'orders', caller: found[0] },
  })
  const order = answer?.order ?? expect.fail('no settings')
  expect(answer?.text).toMatch(/base-url="https:\/\/policywright-second\.azure-api\.net\/orders" \/>/)
  expect(answer?.text).toMatch(/<authentication-managed-identity id="[^"]*" resource="[^"]+" \/>/)
  const calling = callingInstance(azure, found[0]) ?? expect.fail('no instance')
  expect(calling.address.serviceName).toBe('policywright-local')
  const root = path.join(folder, `called-${run}`)
  const ports = scriptedPorts({ choose: ['Orders', 'All operations', 'All operations'], confirm: [BACK, true] })
  const done = await callFromInstance({ ports, instance: calling, order, root })
  expect(done).toMatchObject({ status: 'pushed', target: orders })
  expect(ports.confirmed[1]).toMatch(
    /^Let API orders of policywright-local call https:.*\nGets a token .*\nChanges callers\//,
  )
  expect((await prove()).verdict.name).toBe('proved')
  expect(await callFromInstance({ ports, instance: calling, order, root, target: orders })).toMatchObject({
    status: 'unchanged',
  })
  const place = path.join(root, 'callers/policywright-local')
  await undoChange({ ports: scriptedPorts(), instance: first, change: 'authenticate', target: orders, root: place })
  expect((await first.getPolicy(orders))?.text).not.toContain('policywright')
})

test('an instance that calls somewhere else is left as it is', async () => {
  await put(first, '<set-backend-service base-url="https://elsewhere.example" />')
  const order = { url: 'https://policywright-second.azure-api.net/orders', audience: 'api://orders' } as const
  const options = { ports: scriptedPorts(), instance: first, root: path.join(folder, `called-${run}`), target: orders }
  expect(await callFromInstance({ ...options, order: { ...order, identity: { kind: 'system' } } })).toMatchObject({
    status: 'problem',
    message: expect.stringContaining('https://elsewhere.example'),
  })
  await put(first, toOwnBackEnd)
  const operation: PolicyRef = { kind: 'operation', api: 'orders', operation: 'list-orders' }
  expect(
    await callFromInstance({ ...options, target: operation, order: { ...order, identity: { kind: 'system' } } }),
  ).toMatchObject({ status: 'problem', message: expect.stringContaining('the back end orders-back-end by its id') })
  expect(await first.getPolicy(operation)).toBeUndefined()
  await expect(instanceNamed(options.ports, azure, 'nobody')).rejects.toThrow('There is: policywright-local')
})
