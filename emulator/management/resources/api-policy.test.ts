import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames } from '../../local/names.ts'
import { createApi, type EmulatedAzure, policyWith, refusal, startEmulatedAzure } from '../../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('policies', () => {
  const scopes: readonly (readonly [string, string, string])[] = [
    ['global', '', policyWith().replaceAll('<base />', '')],
    ['product', '/products/starter', policyWith()],
    ['API', '/apis/orders', policyWith()],
    ['operation', '/apis/orders/operations/list', policyWith()],
  ]
  const body = (value: string, format = 'rawxml') => ({ body: { properties: { format, value } } })
  beforeEach(async () => {
    await createApi(azure)
    await azure.client.apiOperation.createOrUpdate(rg, svc, 'orders', 'list', {
      displayName: 'x',
      method: 'GET',
      urlTemplate: '/',
    })
    await azure.client.product.createOrUpdate(rg, svc, 'starter', { displayName: 'Starter' })
  })

  test.each(scopes)('of the %s scope are created, read, listed, kept and deleted', async (_scope, owner, text) => {
    const path = `${owner}/policies/policy`
    expect((await azure.request('GET', path)).body).toMatchObject({
      error: { code: 'ResourceNotFound', message: 'Policy not found.' },
    })
    const created = await azure.request('PUT', path, body(text))
    expect(created.status).toBe(201)
    const etag = created.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[A-Za-z0-9+/]{11}="$/)
    expect((await azure.request('GET', `${owner}/policies`)).body).toMatchObject({ count: 1 })

    const same = await azure.request('PUT', path, body(text))
    expect([same.status, same.headers.get('etag')]).toEqual([200, etag])
    const changed = await azure.request(
      'PUT',
      path,
      body(text.replace('<outbound>', '<outbound><set-status code="200" />')),
    )
    expect(changed.headers.get('etag')).not.toBe(etag)
    const head = await azure.request('HEAD', path)
    expect([head.status, head.headers.get('etag')]).toEqual([200, changed.headers.get('etag')])

    expect((await azure.request('DELETE', path)).status).toBe(400)
    expect((await azure.request('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(200)
    expect((await azure.request('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(204)
  })

  test('of two writers who saw the same ETag only one wins', async () => {
    const path = '/apis/orders/policies/policy'
    const etag = (await azure.request('PUT', path, body(policyWith()))).headers.get('etag') ?? ''
    const writers = Array.from({ length: 8 }, (_, n) =>
      azure.request('PUT', path, {
        ...body(policyWith(`<set-status code="20${n}" />`)),
        headers: { 'if-match': etag },
      }),
    )
    const statuses = (await Promise.all(writers)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 412)).toHaveLength(7)
  })

  test('are refused when they changed since', async () => {
    const path = '/apis/orders/policies/policy'
    const first = (await azure.request('PUT', path, body(policyWith()))).headers.get('etag') ?? ''
    const put = (ifMatch: string, text: string) =>
      azure.request('PUT', path, { ...body(text), headers: { 'if-match': ifMatch } })
    expect((await put(first, policyWith('<set-method>GET</set-method>'))).status).toBe(200)
    expect(await put(first, policyWith())).toMatchObject({
      status: 412,
      body: { error: { code: 'PreconditionFailed', message: 'Resource was modified since last retrieval.' } },
    })
    expect((await put('*', policyWith())).status).toBe(200)
    const none = await azure.request('PUT', path, { ...body(policyWith()), headers: { 'if-none-match': '*' } })
    expect(none.status).toBe(412)
    const fresh = (await azure.request('HEAD', path)).headers.get('etag') ?? ''
    expect((await azure.request('GET', path, { headers: { 'if-none-match': fresh } })).status).toBe(304)
  })

  test('come back as the service writes them, in both formats', async () => {
    const condition = '@(context.Request.Method == "GET" && 1 < 2)'
    const text = `<policies>\n  <inbound><base/>\n    <choose>\n<when condition="${condition}"><set-method>GET</set-method></when></choose></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`
    await azure.request('PUT', '/apis/orders/policies/policy', body(text))
    const read = async (query: string) => {
      const { body: found } = await azure.request('GET', `/apis/orders/policies/policy${query}`)
      return (found as { properties: { value: string } }).properties.value
    }
    const raw = await read('?format=rawxml')
    expect(raw.split('\r\n').slice(0, 6)).toEqual([
      '<policies>',
      '\t<inbound>',
      '\t\t<base />',
      '\t\t<choose>',
      `\t\t\t<when condition="${condition}">`,
      '\t\t\t\t<set-method>GET</set-method>',
    ])
    expect(raw.replaceAll('\r\n', '')).not.toContain('\n')
    const xml = await read('')
    expect(xml).toContain('condition="@(context.Request.Method == &quot;GET&quot; &amp;&amp; 1 &lt; 2)"')
    const again = await azure.request('PUT', '/apis/orders/policies/policy', body(xml, 'xml'))
    expect(again.status).toBe(200)
    expect(await read('?format=rawxml')).toBe(raw)
  })

  test('that are wrong are refused in the words of the service, with line and column', async () => {
    const text =
      '<policies>\n  <inbound>\n    <base />\n    <set-headr name="x" />\n  </inbound>\n  <backend><base /></backend>\n  <outbound><base /></outbound>\n  <on-error><base /></on-error>\n</policies>'
    const error = await refusal(
      azure.client.apiPolicy.createOrUpdate(rg, svc, 'orders', 'policy', { format: 'rawxml', value: text }),
    )
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'ValidationError',
      details: {
        error: {
          message: 'One or more fields contain incorrect values:',
          details: [
            {
              code: 'ValidationError',
              message: expect.stringMatching(/^Error in element 'set-headr' on line 4, column 6: /),
            },
          ],
        },
      },
    })
    expect((await azure.request('GET', '/apis/orders/policies/policy')).status).toBe(404)
  })

  test('that are no XML are refused with line and position', async () => {
    const answer = await azure.request(
      'PUT',
      '/apis/orders/policies/policy',
      body('<policies>\n<inbound>\n</policies>'),
    )
    const [detail] = (answer.body as { error: { details: { target: string; message: string }[] } }).error.details
    expect(detail?.target).toBe('representation')
    expect(detail?.message).toMatch(/Line \d+, position \d+\.$/)
  })

  test.each([
    ['a named value', '<set-header name="x"><value>{{missing}}</value></set-header>', "'missing'"],
    ['a back end', '<set-backend-service backend-id="missing" />', "'missing'"],
    ['a fragment', '<include-fragment fragment-id="missing" />', "'missing'"],
  ])('that name %s that is not there are refused', async (_what, inbound, words) => {
    const answer = await azure.request('PUT', '/apis/orders/policies/policy', body(policyWith(inbound)))
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(words)
  })

  test('of a product refuse what the API scope alone may hold, and links are not fetched', async () => {
    expect((await azure.request('PUT', '/policies/policy', body(policyWith()))).status).toBe(400)
    expect(
      await azure.request('PUT', '/apis/orders/policies/policy', body('https://x.example', 'rawxml-link')),
    ).toMatchObject({
      status: 400,
      body: { error: { details: [{ target: 'format' }] } },
    })
    expect((await azure.request('PUT', '/apis/orders/policies/other', body(policyWith()))).status).toBe(400)
  })
})
