import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, serviceId, userAssignedIdentityId } from '../../local/names.ts'
import { collect, type EmulatedAzure, quick, refusal, startEmulatedAzure } from '../../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc, subscriptionId, tenantId } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('subscription and service', () => {
  test('are listed to the real clients', async () => {
    const subscriptions = new SubscriptionClient(azure.credential, { httpClient: azure.httpClient })
    expect((await collect(subscriptions.subscriptions.list())).map((found) => found.subscriptionId)).toEqual([
      subscriptionId,
    ])
    expect((await collect(subscriptions.tenants.list())).map((found) => found.tenantId)).toEqual([tenantId])
    const services = await collect(azure.client.apiManagementService.list())
    expect(services.map((found) => found.id)).toEqual([serviceId])
    expect(await collect(azure.client.apiManagementService.listByResourceGroup(rg))).toHaveLength(1)
  })

  test('the service tells its gateway and identity', async () => {
    const service = await azure.client.apiManagementService.get(rg, svc)
    expect(service).toMatchObject({
      name: svc,
      gatewayUrl: 'https://policywright-local.azure-api.net',
      sku: { name: 'Developer' },
      identity: { type: 'SystemAssigned', tenantId, principalId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
    const identity = await azure.request('GET', `/providers/Microsoft.ManagedIdentity/identities/default`)
    expect(identity.body?.properties).toMatchObject({ principalId: service.identity?.principalId })
  })

  test('those who have identities are listed, each with its ids', async () => {
    const resources = await azure.request('GET', `/subscriptions/${subscriptionId}/resources`)
    const value = (resources.body as { value: { id: string; type: string; identity: { principalId: string } }[] }).value
    expect(value.map(({ type }) => type)).toContain('Microsoft.DataFactory/factories')
    for (const { id, identity } of value) {
      const found = await azure.request('GET', `${id}/providers/Microsoft.ManagedIdentity/identities/default`)
      expect(found.body?.properties).toMatchObject({ principalId: identity.principalId, tenantId })
    }
    const userAssigned = await azure.request(
      'GET',
      `/subscriptions/${subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
    )
    expect(userAssigned.body).toMatchObject({ value: [{ name: 'orders-identity' }] })
  })

  test('a PATCH of the identity is a long-running operation that changes who gets tokens', async () => {
    const userAssigned = userAssignedIdentityId('orders-identity')
    const update = (identity: object) =>
      azure.client.apiManagementService.beginUpdateAndWait(rg, svc, { identity } as never, quick)
    const off = await update({ type: 'None' })
    expect(off.identity?.principalId).toBeUndefined()
    expect(azure.identities.current()).toEqual([])
    await expect(azure.identity.managedIdentityToken(svc, { resource: 'api://orders' })).rejects.toThrow(
      'Identity not found',
    )

    const both = await update({ type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [userAssigned]: {} } })
    expect(both.identity?.type).toBe('SystemAssigned, UserAssigned')
    expect(both.identity?.userAssignedIdentities?.[userAssigned]?.clientId).toMatch(/^[0-9a-f-]{36}$/)
    expect(azure.identities.current().map((identity) => identity.systemAssigned)).toEqual([true, false])
    await expect(azure.identity.managedIdentityToken(svc, { resource: 'api://orders' })).resolves.toBeTruthy()

    const error = await refusal(update({ type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/x': {} } }))
    expect(error.statusCode).toBe(400)
  })
})
