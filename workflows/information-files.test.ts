import { expect, test } from 'vitest'
import type { InformationKind, ResourceProperties } from '../azure/apim-port.ts'
import { informationFileOf, operationFileOf, writable } from './information-files.ts'

test('files', () => {
  expect(informationFileOf('named-value', 'tenantId')).toBe('named values/tenantId/namedValueInformation.json')
  expect(operationFileOf('orders', 'get')).toBe('apis/orders/operations/get/operationInformation.json')
})

test.each<[InformationKind, ResourceProperties, ResourceProperties]>([
  ['api', { path: 'a', isOnline: true, provisioningState: 'Succeeded' }, { path: 'a' }],
  ['named-value', { displayName: 'a', value: 'v', secret: false }, { displayName: 'a', value: 'v', secret: false }],
  ['named-value', { displayName: 'a', value: 'v', secret: true }, { displayName: 'a', secret: true }],
  ['fragment', { description: 'd', value: '<fragment />', format: 'rawxml' }, { description: 'd' }],
  [
    'back-end',
    {
      url: 'https://b.example',
      credentials: {
        header: { 'x-key': ['plain'], 'x-ok': ['{{key}}'] },
        authorization: { scheme: 'Basic', parameter: 'abc' },
      },
      proxy: { url: 'http://proxy', password: 'p' },
    },
    { url: 'https://b.example', credentials: { header: { 'x-ok': ['{{key}}'] } } },
  ],
])('%s', (kind, from, to) => expect(writable(kind, from)).toEqual(to))
