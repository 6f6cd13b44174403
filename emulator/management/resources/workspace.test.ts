import { afterAll, beforeAll, expect, test } from 'vitest'
import { localNames } from '../../local/names.ts'
import {
  collect,
  type EmulatedAzure,
  policyWith,
  quick,
  refusal,
  startEmulatedAzure,
} from '../../testing/emulated-azure.ts'

let azure: EmulatedAzure
const { resourceGroup: rg, serviceName: svc } = localNames
beforeAll(async () => {
  azure = await startEmulatedAzure()
  await azure.client.workspace.createOrUpdate(rg, svc, 'team', { displayName: 'Team' })
})
afterAll(() => azure.stop())

test('workspaces are listed, and one that is not there is told', async () => {
  expect((await collect(azure.client.workspace.listByService(rg, svc))).map(({ name }) => name)).toEqual(['team'])
  const missing = await refusal(azure.client.workspacePolicy.get(rg, svc, 'nobody', 'policy'))
  expect([missing.statusCode, missing.message]).toEqual([404, 'Workspace not found.'])
  expect((await refusal(azure.client.workspace.createOrUpdate(rg, svc, 'x', {}))).statusCode).toBe(400)
})

test('its policy names what is its own, and not what the instance has', async () => {
  const { client } = azure
  await client.namedValue.beginCreateOrUpdateAndWait(rg, svc, 'far', { displayName: 'far', value: '1' }, quick)
  const header = (name: string): string =>
    policyWith(`<set-header name="x" exists-action="override"><value>{{${name}}}</value></set-header>`)
  const put = (value: string) =>
    client.workspacePolicy.createOrUpdate(rg, svc, 'team', 'policy', { format: 'rawxml', value })
  expect((await refusal(put(header('far')))).statusCode).toBe(400)
  const near = { displayName: 'near', value: '1' }
  await client.workspaceNamedValue.beginCreateOrUpdateAndWait(rg, svc, 'team', 'near', near, quick)
  await put(header('near'))
  expect((await client.workspacePolicy.get(rg, svc, 'team', 'policy', { format: 'rawxml' })).value).toContain(
    '{{near}}',
  )
  const used = await refusal(client.workspaceNamedValue.delete(rg, svc, 'team', 'near', '*'))
  expect(used.details).toMatchObject({ error: { details: [{ message: expect.stringContaining('is in use by') }] } })
  await client.namedValue.delete(rg, svc, 'far', '*')
  const named = await collect(client.workspaceNamedValue.listByService(rg, svc, 'team'))
  expect(named).toMatchObject([{ name: 'near', displayName: 'near', value: '1' }])
})

test('it has fragments and back ends of its own', async () => {
  const { client } = azure
  const value = '<fragment><set-header name="x" exists-action="delete" /></fragment>'
  const fragment = { format: 'rawxml', value }
  await client.workspacePolicyFragment.beginCreateOrUpdateAndWait(rg, svc, 'team', 'shared', fragment, quick)
  await client.workspaceBackend.createOrUpdate(rg, svc, 'team', 'shop', {
    url: 'https://shop.example',
    protocol: 'http',
  })
  const inbound = '<include-fragment fragment-id="shared" /><set-backend-service backend-id="shop" />'
  const policy = { format: 'rawxml', value: policyWith(inbound) }
  await client.workspacePolicy.createOrUpdate(rg, svc, 'team', 'policy', policy)
  expect(await collect(client.policyFragment.listByService(rg, svc))).toEqual([])
  expect(await collect(client.workspacePolicyFragment.listByService(rg, svc, 'team'))).toHaveLength(1)
  expect(await collect(client.backend.listByService(rg, svc))).toEqual([])
})

test('its APIs are not imitated, and that is said', async () => {
  const api = { displayName: 'a', path: 'a', protocols: ['https' as const] }
  const refused = await refusal(azure.client.workspaceApi.beginCreateOrUpdateAndWait(rg, svc, 'team', 'a', api, quick))
  expect([refused.statusCode, refused.message]).toEqual([501, expect.stringContaining('workspaces')])
})

test('certificates are listed without what is secret', async () => {
  const { client } = azure
  expect(await collect(client.certificate.listByService(rg, svc))).toEqual([])
  const put = (data: string) => client.certificate.createOrUpdate(rg, svc, 'mine', { data, password: 'pass-0815' })
  expect((await refusal(put(''))).statusCode).toBe(400)
  await put(Buffer.from('a pfx').toString('base64'))
  const { body } = await azure.request('GET', '/certificates/mine')
  expect(body).toMatchObject({ name: 'mine', type: 'Microsoft.ApiManagement/service/certificates' })
  expect(JSON.stringify([body, azure.store.all()])).not.toMatch(/pass-0815|YSBwZng/)
})
