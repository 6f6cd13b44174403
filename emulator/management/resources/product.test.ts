import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, serviceId } from '../../local/names.ts'
import {
  collect,
  createApi,
  type EmulatedAzure,
  quick,
  refusal,
  startEmulatedAzure,
} from '../../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('products, subscriptions, back ends and loggers', () => {
  test('a subscription has keys that only listSecrets tells', async () => {
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter', state: 'published' })
    const created = await azure.client.subscription.createOrUpdate(rg, svc, 'mine', {
      displayName: 'Mine',
      scope: '/products/starter',
    })
    expect(created).toMatchObject({ state: 'active', scope: `${serviceId}/products/starter` })
    expect(created.primaryKey).toBeUndefined()
    const { primaryKey, secondaryKey } = await azure.client.subscription.listSecrets(rg, svc, 'mine')
    expect(primaryKey).toMatch(/^[0-9a-f]{32}$/)
    await azure.client.subscription.regeneratePrimaryKey(rg, svc, 'mine')
    const after = await azure.client.subscription.listSecrets(rg, svc, 'mine')
    expect(after.primaryKey).not.toBe(primaryKey)
    expect(after.secondaryKey).toBe(secondaryKey)
    await expect(
      azure.client.subscription.createOrUpdate(rg, svc, 'x', { displayName: 'x', scope: '/products/none' }),
    ).rejects.toMatchObject({ statusCode: 400 })
  })

  test('a product lists its APIs and forgets one that is deleted', async () => {
    await createApi(azure)
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter' })
    await azure.client.productApi.createOrUpdate(rg, svc, 'starter', 'orders')
    expect((await collect(azure.client.productApi.listByProduct(rg, svc, 'starter'))).map(({ name }) => name)).toEqual([
      'orders',
    ])
    expect((await collect(azure.client.apiProduct.listByApis(rg, svc, 'orders'))).map(({ name }) => name)).toEqual([
      'starter',
    ])
    expect(await azure.client.productApi.checkEntityExists(rg, svc, 'starter', 'orders')).toMatchObject({ body: true })
    await azure.client.api.beginDeleteAndWait(rg, svc, 'orders', '*', quick)
    expect(await collect(azure.client.productApi.listByProduct(rg, svc, 'starter'))).toEqual([])
  })

  test('a product with subscriptions is deleted only together with them', async () => {
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter' })
    await azure.client.subscription.createOrUpdate(rg, svc, 'mine', { displayName: 'Mine', scope: '/products/starter' })
    const error = await refusal(azure.client.product.delete(rg, svc, 'starter', '*'))
    expect(error).toMatchObject({ statusCode: 400 })
    await azure.client.product.delete(rg, svc, 'starter', '*', { deleteSubscriptions: true })
    expect(azure.store.get(`${serviceId}/subscriptions/mine`)).toBeUndefined()
  })

  test('a back end names the property that its credentials miss', async () => {
    const error = await refusal(
      azure.client.backend.createOrUpdate(rg, svc, 'x', {
        url: 'https://x.example',
        protocol: 'http',
        credentials: { header: { 'x-key': ['{{none}}'] } },
      }),
    )
    expect(error.details).toMatchObject({
      error: { details: [{ target: 'credentials', message: "Property 'none' not found." }] },
    })
  })

  test('a logger hides its credentials', async () => {
    await azure.client.logger.createOrUpdate(rg, svc, 'hub', {
      loggerType: 'azureEventHub',
      credentials: { connectionString: 'Endpoint=x' },
    })
    expect((await collect(azure.client.logger.listByService(rg, svc))).map(({ name }) => name)).toEqual(['hub'])
    expect(JSON.stringify(azure.store.all())).not.toContain('Endpoint=x')
  })
})
