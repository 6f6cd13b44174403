import { expect, test } from 'vitest'
import { backEndKinds } from './back-end-kinds.ts'
import { type Grant, grantScript } from './grant-access.ts'

const grant: Grant = {
  kind: 'storage',
  cloud: 'public',
  graphEndpoint: 'https://graph.microsoft.com',
  principalId: 'cccccccc-0000-4000-8000-000000000001',
  host: 'ordersdata.blob.core.windows.net',
  resource: 'https://storage.azure.com/',
}

test.each([
  ['storage', /az storage account show --name 'ordersdata'[\s\S]*--role 'Storage Blob Data Reader' --scope "\$SCOPE"/],
  ['key-vault', /az keyvault show --name 'ordersdata'[\s\S]*Key Vault Secrets User/],
  ['service-bus', /az servicebus namespace list --query "\[\?name=='ordersdata'\]/],
  ['event-hubs', /Azure Event Hubs Data Sender/],
  ['azure-ai', /customSubDomainName=='ordersdata'/],
  ['cosmos-db', /az cosmosdb sql role assignment create --account-name 'ordersdata'/],
  ['management', /az account show[\s\S]*--role 'Reader'/],
  ['graph', /00000003-0000-0000-c000-000000000000[\s\S]*appRoleAssignments/],
  ['app-service', /az ad sp show --id 'https:\/\/storage.azure.com\/'[\s\S]*24 hours/],
] as const)('%s', (kind, words) => {
  expect(grantScript({ ...grant, kind })).toMatch(words)
})

test.each([
  ['blob', 'Storage Blob Data Reader'],
  ['dfs', 'Storage Blob Data Reader'],
  ['queue', 'Storage Queue Data Reader'],
  ['table', 'Storage Table Data Reader'],
  ['file', 'Storage File Data Privileged Reader'],
])('the role for %s storage', (service, role) => {
  expect(grantScript({ ...grant, host: `x.${service}.core.windows.net` })).toContain(`--role '${role}'`)
})

test.each(backEndKinds.map(({ name }) => [name]))('%s names the identity, and no cloud in the public one', (kind) => {
  const script = grantScript({ ...grant, kind })
  expect(script).toContain(`PRINCIPAL='${grant.principalId}'`)
  expect(script).not.toContain('az cloud set')
})

test('another cloud is switched to, with its Graph', () => {
  const script = grantScript({
    ...grant,
    kind: 'graph',
    cloud: 'us-government',
    graphEndpoint: 'https://graph.microsoft.us',
  })
  expect(script).toContain('az cloud set --name AzureUSGovernment')
  expect(script).toContain('https://graph.microsoft.us/v1.0/')
})

test('nothing that a host or a resource says becomes a command', () => {
  const script = grantScript({ ...grant, kind: 'custom', host: "x'; rm -rf y", resource: "a'; rm b" })
  expect(script).toContain(`--id 'a'\\''; rm b'`)
  expect(grantScript({ ...grant, kind: 'service-bus', host: "x']|$(rm y).z" })).toContain("[?name=='xrmy']")
})
