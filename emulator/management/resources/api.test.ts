import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames, serviceId } from '../../local/names.ts'
import {
  collect,
  createApi,
  type EmulatedAzure,
  policyWith,
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

describe('APIs and operations', () => {
  const definition = {
    openapi: '3.0.1',
    info: { title: 'Imported' },
    paths: {
      '/': { get: { operationId: 'list', summary: 'List', parameters: [{ name: 'q', in: 'query' }] } },
      '/{id}': { get: { operationId: 'one', parameters: [{ name: 'id', in: 'path', required: true }] } },
    },
  }
  const importApi = (document: unknown) =>
    azure.client.api.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'orders',
      { path: 'orders', format: 'openapi+json', value: JSON.stringify(document) },
      quick,
    )

  test('are imported from OpenAPI', async () => {
    const api = await importApi(definition)
    expect(api).toMatchObject({ displayName: 'Imported', path: 'orders', apiRevision: '1', isCurrent: true })
    const operations = await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders'))
    expect(operations.map(({ name, method, urlTemplate }) => ({ name, method, urlTemplate }))).toEqual([
      { name: 'list', method: 'GET', urlTemplate: '/' },
      { name: 'one', method: 'GET', urlTemplate: '/{id}' },
    ])
  })

  test('keep the policies of the operations that a second import still has', async () => {
    await importApi(definition)
    await azure.client.apiOperationPolicy.createOrUpdate(rg, svc, 'orders', 'list', 'policy', { value: policyWith() })
    await importApi({ ...definition, paths: { '/': definition.paths['/'] } })
    expect(await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders'))).toHaveLength(1)
    await expect(azure.client.apiOperationPolicy.get(rg, svc, 'orders', 'list', 'policy')).resolves.toBeTruthy()
  })

  test('answer to the id of the current revision', async () => {
    await createApi(azure)
    expect(await azure.client.api.get(rg, svc, 'orders;rev=1')).toMatchObject({ name: 'orders' })
    await expect(azure.client.api.get(rg, svc, 'orders;rev=2')).rejects.toMatchObject({ statusCode: 404 })
  })

  test('a new revision starts as a copy', async () => {
    await importApi(definition)
    await azure.client.api.beginCreateOrUpdateAndWait(
      rg,
      svc,
      'orders;rev=2',
      { displayName: 'Imported', path: 'orders', sourceApiId: `${serviceId}/apis/orders` },
      quick,
    )
    expect(await azure.client.api.get(rg, svc, 'orders;rev=2')).toMatchObject({ apiRevision: '2', isCurrent: false })
    expect(await collect(azure.client.apiOperation.listByApi(rg, svc, 'orders;rev=2'))).toHaveLength(2)
    const revisions = await collect(azure.client.apiRevision.listByService(rg, svc, 'orders'))
    expect(revisions.map(({ apiId, isCurrent, privateUrl }) => [apiId, isCurrent, privateUrl])).toEqual([
      ['/apis/orders;rev=1', true, '/orders'],
      ['/apis/orders;rev=2', false, '/orders;rev=2'],
    ])
    await azure.client.api.beginDeleteAndWait(rg, svc, 'orders', '*', { ...quick, deleteRevisions: true })
    expect(await collect(azure.client.api.listByService(rg, svc))).toEqual([])
  })

  test('keep what their definition says of requests and responses, for the policies that validate', async () => {
    const parameters = [
      { name: 'kind', in: 'query', schema: { type: 'string', enum: ['new', 'old'] } },
      { name: 'X-Size', in: 'header', schema: { type: 'integer' } },
    ]
    const responses = {
      200: {
        description: 'Found',
        headers: { 'X-Total': { schema: { type: 'integer' } } },
        content: { 'application/json': {} },
      },
      default: { description: 'Anything else' },
    }
    await importApi({ ...definition, paths: { '/': { get: { operationId: 'list', parameters, responses } } } })
    expect(await azure.client.apiOperation.get(rg, svc, 'orders', 'list')).toMatchObject({
      request: {
        queryParameters: [{ name: 'kind', type: 'string', values: ['new', 'old'] }],
        headers: [{ name: 'X-Size', type: 'integer' }],
      },
      responses: [
        {
          statusCode: 200,
          headers: [{ name: 'X-Total', type: 'integer' }],
          representations: [{ contentType: 'application/json' }],
        },
      ],
    })
  })

  test('are not exported, and say so', async () => {
    await createApi(azure)
    const { status, body } = await azure.request('GET', `${serviceId}/apis/orders?export=true&format=openapi-link`)
    expect([status, body]).toMatchObject([
      501,
      { error: { message: 'The local instance has no export of API definitions.' } },
    ])
  })

  test.each([
    [
      'a path that is taken',
      () =>
        createApi(azure, 'orders').then(() =>
          azure.client.api.beginCreateOrUpdateAndWait(rg, svc, 'other', { displayName: 'x', path: 'orders' }, quick),
        ),
      'path',
    ],
    [
      'YAML',
      () =>
        azure.client.api.beginCreateOrUpdateAndWait(
          rg,
          svc,
          'x',
          { path: 'x', format: 'openapi', value: 'openapi: 3.0.1' },
          quick,
        ),
      'value',
    ],
    [
      'an undeclared template parameter',
      () =>
        createApi(azure, 'orders').then(() =>
          azure.client.apiOperation.createOrUpdate(rg, svc, 'orders', 'x', {
            displayName: 'x',
            method: 'GET',
            urlTemplate: '/{id}',
          }),
        ),
      'templateParameters',
    ],
  ])('are refused with %s', async (_what, work, target) => {
    const error = await refusal(work())
    expect(error).toMatchObject({ statusCode: 400, code: 'ValidationError' })
    expect(error.details).toMatchObject({ error: { details: [{ target }] } })
  })

  test('page', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await createApi(azure, name)
    const pages: number[] = []
    for await (const found of azure.client.api.listByService(rg, svc, { top: 2 }).byPage()) pages.push(found.length)
    expect(pages).toEqual([2, 2, 1])
    const filtered = await collect(azure.client.api.listByService(rg, svc, { filter: "name eq 'c'" }))
    expect(filtered.map(({ name }) => name)).toEqual(['c'])
    await expect(collect(azure.client.api.listByService(rg, svc, { filter: 'a or b' }))).rejects.toMatchObject({
      statusCode: 400,
    })
  })
})
