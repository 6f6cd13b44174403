import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, serviceId } from '../local/names.ts'
import { createApi, type EmulatedAzure, startEmulatedAzure } from '../testing/emulated-azure.ts'

const { resourceGroup: rg, subscriptionId, tenantId } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('paths', () => {
  test.each([
    ['without an api-version', `${serviceId}?api-version=`, 400, 'MissingApiVersionParameter'],
    ['with a bad api-version', `${serviceId}?api-version=latest`, 400, 'InvalidApiVersionParameter'],
    ['of another subscription', serviceId.replace(subscriptionId, tenantId), 404, 'SubscriptionNotFound'],
    ['of another group', serviceId.replace(`/${rg}/`, '/else/'), 404, 'ResourceGroupNotFound'],
    ['of another service', `${serviceId}x`, 404, 'ResourceNotFound'],
    ['of an API that is not there', `${serviceId}/apis/none/policies/policy`, 404, 'ResourceNotFound'],
    ['of something that is not imitated', `${serviceId}/caches`, 501, 'NotImplemented'],
  ])('%s are refused', async (_what, path, status, code) => {
    const answer = await azure.request('GET', path)
    expect(answer).toMatchObject({ status, body: { error: { code } } })
  })

  test('take only JSON as a body', async () => {
    const { token } = await azure.identity.issue({ identity: 'developer', audience: 'https://management.azure.com' })
    const put = (body: string) =>
      fetch(`${azure.management.url}${serviceId}/apis/x?api-version=2024-05-01`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}` },
        body,
      })
    for (const body of ['{', '[]', '"x"', '{"properties":1}', ''])
      expect(await (await put(body)).json()).toMatchObject({ error: { code: 'InvalidRequestContent' } })
  })

  test('compare without case', async () => {
    await createApi(azure)
    const answer = await azure.request('GET', `${serviceId.toUpperCase()}/APIS/ORDERS`)
    expect(answer).toMatchObject({ status: 200, body: { name: 'orders', id: `${serviceId}/apis/orders` } })
  })

  test.each([
    { path: '/tags', missing: 'tags' },
    { path: '/apis/orders/schemas', missing: 'schemas' },
    { path: '/apis/orders/schemas/x', missing: 'schemas' },
    { path: '/namedValues/a/refreshSecret', missing: 'refreshSecret' },
  ])('name what is missing at $path', async ({ path, missing }) => {
    const { status, body } = await azure.request('GET', serviceId + path)
    expect(status).toBe(501)
    expect(JSON.stringify(body)).toContain(`The local instance has no '${missing}' at`)
  })

  test.each(['a*b', 'a?b', 'x'.repeat(257)])('refuse the name %s', async (name) => {
    const { status, body } = await azure.request('PUT', `${serviceId}/backends/${encodeURIComponent(name)}`, {
      body: { properties: { url: 'https://x.example', protocol: 'http' } },
    })
    expect(JSON.stringify(body)).toContain('is no name of a resource')
    expect(status).toBe(400)
  })

  test('answer a method they do not know with those they know', async () => {
    const answer = await azure.request('DELETE', serviceId)
    expect([answer.status, answer.headers.get('allow')]).toEqual([
      405,
      'GET, HEAD, PUT, PATCH, DELETE'.replace('PUT, ', '').replace(', DELETE', ''),
    ])
  })
})
