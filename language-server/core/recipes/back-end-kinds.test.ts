import { expect, test } from 'vitest'
import { type AzureCloud, backEndKind, backEndKinds, cloudOfBackEnd, kindsOfHost } from './back-end-kinds.ts'

test.each([
  ['orders.azurewebsites.net', ['app-service']],
  ['orders.azurewebsites.us', ['app-service']],
  ['other.azure-api.cn', ['api-management']],
  ['ordersdata.blob.core.windows.net', ['storage']],
  ['ordersdata.queue.core.usgovcloudapi.net', ['storage']],
  ['secrets.VAULT.azure.net', ['key-vault']],
  ['bus.servicebus.windows.net', ['service-bus', 'event-hubs']],
  ['orders.documents.azure.com:443', ['cosmos-db']],
  ['gpt.openai.azure.com', ['azure-ai']],
  ['graph.microsoft.us', ['graph']],
  ['management.chinacloudapi.cn', ['management']],
  ['orders.contoso.com', []],
  ['azurewebsites.net.contoso.com', []],
])('%s may be %j', (host, kinds) => {
  expect(kindsOfHost(host).map(({ name }) => name)).toEqual(kinds)
})

test.each(backEndKinds.map((kind) => [kind.name, kind] as const))(
  '%s has a host and a resource of every cloud',
  (name, kind) => {
    expect(backEndKind(name)).toBe(kind)
    for (const cloud of ['public', 'us-government', 'china'] satisfies AzureCloud[])
      if (kind.resource) expect(new URL(kind.resource[cloud]).protocol).toBe('https:')
    expect(kind.resource !== undefined || ['app-service', 'api-management', 'custom'].includes(name)).toBe(true)
  },
)

test.each([
  ['orders.azurewebsites.us', 'us-government'],
  ['x.blob.core.usgovcloudapi.net:443', 'us-government'],
  ['graph.microsoft.us', 'us-government'],
  ['secrets.vault.azure.cn', 'china'],
  ['x.servicebus.windows.net', 'public'],
  ['orders.contoso.us', undefined],
])('%s is in %s', (host, cloud) => {
  expect(cloudOfBackEnd(host)).toBe(cloud)
})
