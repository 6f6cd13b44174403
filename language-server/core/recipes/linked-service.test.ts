import { expect, test } from 'vitest'
import { amendLinkedService } from './linked-service.ts'

const order = {
  url: 'https://shop.azure-api.net/orders',
  audience: 'api://orders',
  identity: { kind: 'system' },
} as const
const amend = (type: string, typeProperties: object, change: object = {}) => {
  const text = JSON.stringify({ name: 'Orders', properties: { annotations: ['a'], type, typeProperties } })
  const result = amendLinkedService({ name: 'a.json', text }, { ...order, ...change })
  return result?.kind === 'amended'
    ? { ...result, json: JSON.parse(result.text) as unknown }
    : expect.fail(result?.reason ?? 'no linked service')
}
const wanted = (typeProperties: object) => ({
  name: 'Orders',
  properties: {
    annotations: ['a'],
    type: 'RestService',
    typeProperties: {
      url: order.url,
      enableServerCertificateValidation: true,
      authenticationType: 'ManagedServiceIdentity',
      aadResourceId: 'api://orders',
      ...typeProperties,
    },
  },
})

test('a REST linked service loses its other authentication and keeps the rest', () => {
  const { json, notes } = amend('RestService', {
    url: order.url,
    authenticationType: 'Basic',
    userName: 'u',
    password: { type: 'SecureString', value: 's' },
    custom: 1,
  })
  expect(json).toEqual(wanted({ custom: 1 }))
  expect(notes).toEqual([])
})

test('an HTTP linked service becomes a REST one', () => {
  const { json, notes } = amend('HttpServer', { url: 'https://other.example', authenticationType: 'Anonymous' })
  expect(json).toEqual(wanted({ url: 'https://other.example' }))
  expect(notes.join()).toMatch(/no managed identity[\s\S]*RestResource[\s\S]*url stays/)
})

test('headers stay, but for a token that would win', () => {
  const { json, notes } = amend(
    'RestService',
    { authHeaders: { Authorization: 'Bearer x', 'x-a': '1' } },
    { identity: { kind: 'user', credential: 'c' }, keyHeader: 'key' },
  )
  expect(json).toEqual(
    wanted({
      credential: { referenceName: 'c', type: 'CredentialReference' },
      authHeaders: {
        key: {
          type: 'AzureKeyVaultSecret',
          store: { referenceName: 'KeyVault', type: 'LinkedServiceReference' },
          secretName: 'apim-subscription-key',
        },
        'x-a': '1',
      },
    }),
  )
  expect(notes.join()).toMatch(/revoke[\s\S]*credential c[\s\S]*apim-subscription-key/)
})

test('a second run changes nothing', () => {
  const { text } = amend('HttpServer', { url: order.url })
  expect(amendLinkedService({ name: 'a.json', text }, order)).toEqual({ kind: 'amended', text, notes: [] })
})

test('another kind of linked service is refused', () => {
  const text = '{"properties":{"type":"AzureBlobStorage","typeProperties":{}}}'
  expect(amendLinkedService({ name: 'a.json', text }, order)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('of the type AzureBlobStorage'),
  })
})

test.each(['{', '[]', '{}', '{"properties":{"activities":[]}}'])('%s is no linked service', (text) => {
  expect(amendLinkedService({ name: 'a.json', text }, order)).toBeUndefined()
})
