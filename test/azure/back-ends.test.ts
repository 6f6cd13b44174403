import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dispatch } from '../../cli/dispatch.ts'
import { writeStateFile } from '../../emulator/local/state-file.ts'
import { type BackEndKindName, backEndKinds } from '../../language-server/core/recipes/back-end-kinds.ts'
import { startLocal } from './local.ts'

/** Every kind of back end in every cloud, by the command line: the policy that is on the instance then, and the script. */
let local: Awaited<ReturnType<typeof startLocal>>
let run = 0
beforeAll(async () => {
  local = await startLocal()
  vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
  await writeStateFile(local.endpoints)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await local.stop()
})

interface Row {
  readonly kind: BackEndKindName
  /** public, US Government, China */
  readonly hosts: readonly [string, string, string]
  readonly resources: readonly [string, string, string]
  /** In the policy besides. */
  readonly policy?: RegExp
  readonly script: RegExp
  /** Where the host name does not tell it. */
  readonly say?: readonly string[]
}

const same = (resource: string): readonly [string, string, string] => [resource, resource, resource]
const rows: readonly Row[] = [
  {
    kind: 'app-service',
    hosts: ['other.azurewebsites.net', 'other.azurewebsites.us', 'other.chinacloudsites.cn'],
    resources: same('api://other'),
    say: ['--resource', 'api://other'],
    script: /appRoleAssignments/,
  },
  {
    kind: 'api-management',
    hosts: ['other.azure-api.net', 'other.azure-api.us', 'other.azure-api.cn'],
    resources: same('api://other'),
    say: ['--resource', 'api://other'],
    script: /appRoleAssignments/,
  },
  {
    kind: 'storage',
    hosts: ['x.blob.core.windows.net', 'x.table.core.usgovcloudapi.net', 'x.queue.core.chinacloudapi.cn'],
    resources: same('https://storage.azure.com/'),
    policy: /name="x-ms-version" exists-action="skip">\s*<value>\d{4}-\d\d-\d\d<\/value>/,
    script: /--role 'Storage (Blob|Table|Queue) Data Reader'/,
  },
  {
    kind: 'key-vault',
    hosts: ['x.vault.azure.net', 'x.vault.usgovcloudapi.net', 'x.vault.azure.cn'],
    resources: ['https://vault.azure.net', 'https://vault.usgovcloudapi.net', 'https://vault.azure.cn'],
    script: /Key Vault Secrets User/,
  },
  {
    kind: 'service-bus',
    hosts: ['x.servicebus.windows.net', 'x.servicebus.usgovcloudapi.net', 'x.servicebus.chinacloudapi.cn'],
    resources: same('https://servicebus.azure.net'),
    say: ['--kind', 'service-bus'],
    script: /Azure Service Bus Data Sender/,
  },
  {
    kind: 'event-hubs',
    hosts: ['x.servicebus.windows.net', 'x.servicebus.usgovcloudapi.net', 'x.servicebus.chinacloudapi.cn'],
    resources: same('https://eventhubs.azure.net'),
    say: ['--kind', 'event-hubs'],
    script: /Azure Event Hubs Data Sender/,
  },
  {
    kind: 'cosmos-db',
    hosts: ['x.documents.azure.com', 'x.documents.azure.us', 'x.documents.azure.cn'],
    resources: same('https://cosmos.azure.com'),
    policy:
      /name="Authorization" exists-action="override">\s*<value>@\(System\.Net\.WebUtility\.UrlEncode\("type=aad&ver=1\.0&sig="[\s\S]*x-ms-date[\s\S]*x-ms-version/,
    script: /az cosmosdb sql role assignment create/,
  },
  {
    kind: 'azure-ai',
    hosts: ['x.openai.azure.com', 'x.openai.azure.us', 'x.openai.azure.cn'],
    resources: [
      'https://cognitiveservices.azure.com',
      'https://cognitiveservices.azure.us',
      'https://cognitiveservices.azure.cn',
    ],
    script: /Cognitive Services OpenAI User/,
  },
  {
    kind: 'graph',
    hosts: ['graph.microsoft.com', 'graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn'],
    resources: ['https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://microsoftgraph.chinacloudapi.cn'],
    script: /00000003-0000-0000-c000-000000000000/,
  },
  {
    kind: 'management',
    hosts: ['management.azure.com', 'management.usgovcloudapi.net', 'management.chinacloudapi.cn'],
    resources: [
      'https://management.azure.com/',
      'https://management.usgovcloudapi.net/',
      'https://management.chinacloudapi.cn/',
    ],
    script: /--role 'Reader'/,
  },
  {
    kind: 'custom',
    hosts: ['orders.contoso.com', 'orders.contoso.us', 'orders.contoso.cn'],
    resources: same('api://orders-of-contoso'),
    say: ['--kind', 'custom', '--resource', 'api://orders-of-contoso'],
    script: /appRoleAssignments/,
  },
]

test('every kind is here', () => {
  expect(rows.map(({ kind }) => kind)).toEqual(backEndKinds.map(({ name }) => name))
})

const cases = rows.flatMap((row) =>
  row.hosts.map((host, at) => ({ ...row, host, at, resource: row.resources[at] ?? '' })),
)
test.each(cases)('$kind at $host', async ({ at, host, kind, policy, resource, say = [], script }) => {
  const cwd = path.join(local.root, String(run++))
  await mkdir(cwd)
  const text =
    '<policies><inbound><base /><validate-jwt header-name="Authorization"><openid-config url="https://login.microsoftonline.com/common/.well-known/openid-configuration" /></validate-jwt><rewrite-uri template="/" /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>'
  const ref = { kind: 'api', api: 'orders' } as const
  await local.instance.putPolicy(ref, text, { ifMatch: (await local.instance.getPolicy(ref))?.etag ?? '*' })
  const written = { out: '', err: '' }
  const terminal = {
    cwd,
    out: (more: string) => {
      written.out += more
    },
    err: (more: string) => {
      written.err += more
    },
    readInput: async () => '',
  }
  const args = ['authenticate', 'orders', '--back-end', `https://${host}/v1`, ...say, '--yes', '--output', 'json']
  const code = await dispatch(args, terminal)
  expect({ code, err: written.err }).toMatchObject({ code: 0 })
  const done = JSON.parse(written.out) as { status: string; backEnd: object; script: string }
  expect(done).toMatchObject({ status: 'authenticated', backEnd: { kind, resource } })
  expect(done.script).toMatch(script)
  const clouds = ['', 'AzureUSGovernment', 'AzureChinaCloud']
  if (kind === 'custom' || at === 0) expect(done.script).not.toContain('az cloud set')
  else expect(done.script).toContain(`az cloud set --name ${clouds[at]}`)
  const live = (await local.instance.getPolicy(ref))?.text ?? ''
  expect(live).toContain(`resource="${resource}"`)
  // Behind the check of the caller, which reads the header that this writes; before what sends the request on.
  expect(live).toMatch(/<\/validate-jwt>\s*<authentication-managed-identity[\s\S]*<rewrite-uri/)
  if (policy) expect(live).toMatch(policy)
  expect(await readFile(path.join(cwd, 'apis/orders/policy.xml'), 'utf8')).toContain(`resource="${resource}"`)
  expect(done.script).toContain("PRINCIPAL='")
  expect(done.script).not.toMatch(/undefined|null/)
})
