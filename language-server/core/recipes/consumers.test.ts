import { describe, expect, test } from 'vitest'
import type { CallerIdentity, ConsumerOrder } from './consumer.ts'
import { consumers } from './consumers.ts'

const order: ConsumerOrder = {
  url: 'https://shop.azure-api.net/orders',
  audience: 'api://orders',
  identity: { kind: 'system' },
}
const user: CallerIdentity = { kind: 'user', clientId: 'C', resourceId: '/R', credential: 'cred' }
const keyHeader = 'Ocp-Apim-Subscription-Key'
const settings = (name: string, change: Partial<ConsumerOrder> = {}) =>
  (consumers.find((one) => one.name === name) ?? expect.fail(name)).settings({ ...order, ...change })
const parsed = (name: string, change: Partial<ConsumerOrder> = {}): unknown => JSON.parse(settings(name, change).text)

const rest = {
  url: order.url,
  enableServerCertificateValidation: true,
  authenticationType: 'ManagedServiceIdentity',
  aadResourceId: 'api://orders',
}
const credential = { referenceName: 'cred', type: 'CredentialReference' }
const action = (authentication: object) => ({
  Call_protected_API: { type: 'Http', inputs: { method: 'GET', uri: order.url, authentication }, runAfter: {} },
})

describe('settings in JSON', () => {
  test.each([
    ['data-factory-rest', {}, { name: 'ProtectedApi', properties: { type: 'RestService', typeProperties: rest } }],
    [
      'data-factory-rest',
      { identity: user },
      { name: 'ProtectedApi', properties: { type: 'RestService', typeProperties: { ...rest, credential } } },
    ],
    [
      'data-factory-web-activity',
      {},
      {
        name: 'CallProtectedApi',
        type: 'WebActivity',
        typeProperties: { method: 'GET', url: order.url, authentication: { type: 'MSI', resource: 'api://orders' } },
      },
    ],
    [
      'data-factory-web-activity',
      { identity: user },
      {
        name: 'CallProtectedApi',
        type: 'WebActivity',
        typeProperties: {
          method: 'GET',
          url: order.url,
          authentication: { type: 'UserAssignedManagedIdentity', resource: 'api://orders', credential },
        },
      },
    ],
    [
      'data-factory-function',
      {},
      {
        name: 'ProtectedFunction',
        properties: {
          type: 'AzureFunction',
          typeProperties: {
            functionAppUrl: 'https://shop.azure-api.net',
            authentication: 'MSI',
            resourceId: 'api://orders',
          },
        },
      },
    ],
    ['logic-apps', {}, action({ type: 'ManagedServiceIdentity', audience: 'api://orders' })],
    [
      'logic-apps',
      { identity: user },
      action({ type: 'ManagedServiceIdentity', identity: '/R', audience: 'api://orders' }),
    ],
  ] as const)('%s %j', (name, change, wanted) => {
    expect(parsed(name, change)).toEqual(wanted)
  })
})

describe('settings as code', () => {
  test.each([
    ['functions-csharp', {}, 'new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)'],
    ['functions-csharp', {}, 'new TokenRequestContext(new[] { "api://orders/.default" })'],
    ['functions-csharp', { identity: user }, 'ManagedIdentityId.FromUserAssignedClientId("C")'],
    ['functions-javascript', {}, 'new ManagedIdentityCredential()'],
    ['functions-javascript', { identity: user }, "new ManagedIdentityCredential({ clientId: 'C' })"],
    ['functions-javascript', { audience: 'https://management.azure.com/' }, "'https://management.azure.com//.default'"],
    ['functions-python', {}, 'credential.get_token("api://orders/.default").token'],
    ['functions-python', { identity: user }, 'ManagedIdentityCredential(client_id="C")'],
    ['app-service-endpoint', {}, '$IDENTITY_ENDPOINT?resource=api%3A%2F%2Forders&api-version=2019-08-01"'],
    ['app-service-endpoint', { identity: user }, '&client_id=C"'],
    ['app-service-endpoint', {}, 'X-IDENTITY-HEADER: $IDENTITY_HEADER'],
    [
      'virtual-machine',
      {},
      "'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2Forders'",
    ],
    ['virtual-machine', { identity: user }, "&client_id=C'"],
    ['virtual-machine', {}, "'Metadata: true'"],
  ] as const)('%s %j', (name, change, words) => {
    expect(settings(name, change).text).toContain(words)
  })
})

describe.each(consumers.map((one) => [one.name, one] as const))('%s', (name, consumer) => {
  const { url } = order
  test('names where to go and for what, or the origin of it', () => {
    const { text } = consumer.settings(order)
    expect(text).toContain(name === 'data-factory-function' ? new URL(url).origin : url)
    expect(decodeURIComponent(text)).toContain('api://orders')
  })

  test('says about a subscription key without holding one', () => {
    const { text, notes } = consumer.settings({ ...order, keyHeader })
    expect(`${text}${notes.join()}`).toContain(keyHeader)
    if (name !== 'data-factory-function') expect(text).toContain(keyHeader)
    expect(notes.length).toBeGreaterThan(consumer.settings(order).notes.length)
  })

  test('says what is missing of a user-assigned identity', () => {
    const { text, notes } = consumer.settings({ ...order, identity: { kind: 'user' } })
    expect(`${text}${notes.join()}`).toMatch(/CLIENT-ID|RESOURCE-ID|user-assigned-identity/)
  })
})
