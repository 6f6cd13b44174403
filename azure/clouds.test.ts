import { expect, test } from 'vitest'
import {
  type CloudName,
  cloudOfHost,
  clouds,
  isCloudName,
  issuersOf,
  metadataUrlsOf,
  scopeOfAudience,
} from './clouds.ts'

const tenant = '11111111-2222-4333-8444-555555555555'

test.each<[CloudName, string, string, string]>([
  [
    'public',
    'https://management.azure.com/.default',
    `https://sts.windows.net/${tenant}/`,
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  ],
  [
    'us-government',
    'https://management.usgovcloudapi.net/.default',
    `https://sts.windows.net/${tenant}/`,
    `https://login.microsoftonline.us/${tenant}/v2.0`,
  ],
  [
    'china',
    'https://management.chinacloudapi.cn/.default',
    `https://sts.chinacloudapi.cn/${tenant}/`,
    `https://login.partner.microsoftonline.cn/${tenant}/v2.0`,
  ],
  [
    'local',
    'https://management.azure.com/.default',
    `https://sts.windows.net/${tenant}/`,
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  ],
])('%s', (name, scope, v1, v2) => {
  const cloud = clouds[name]
  expect(cloud.armScope).toBe(scope)
  expect(issuersOf(cloud, tenant)).toEqual({ v1, v2 })
  expect(cloud.managementAudiences).toHaveLength(4)
  expect(cloud.managementAudiences.filter((audience) => audience.endsWith('/'))).toHaveLength(2)
})

test('metadata of a named value', () => {
  expect(metadataUrlsOf(clouds['us-government'], '{{tenantId}}')).toEqual({
    v1: 'https://login.microsoftonline.us/{{tenantId}}/.well-known/openid-configuration',
    v2: 'https://login.microsoftonline.us/{{tenantId}}/v2.0/.well-known/openid-configuration',
  })
})

test('an audience keeps its slash in the scope', () => {
  expect(scopeOfAudience('https://management.azure.com/')).toBe('https://management.azure.com//.default')
  expect(scopeOfAudience('api://orders')).toBe('api://orders/.default')
})

test.each([
  ['management.usgovcloudapi.net', 'us-government'],
  ['contoso.azure-api.cn', 'china'],
  ['LOGIN.microsoftonline.com', 'public'],
  ['login.partner.microsoftonline.cn', 'china'],
  ['azure-api.net', undefined],
  ['evil-azure-api.net', undefined],
  ['api.contoso.com', undefined],
])('%s belongs to %s', (host, name) => expect(cloudOfHost(host)?.name).toBe(name))

test('names', () => {
  expect(isCloudName('china')).toBe(true)
  expect(isCloudName('toString')).toBe(false)
})
