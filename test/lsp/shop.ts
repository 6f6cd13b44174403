import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach } from 'vitest'

const information = (properties: object): string => `${JSON.stringify({ properties }, undefined, 2)}\n`

/** A whole document: `inbound` behind its `<base />`. */
export const policies = (content: string): string => `<policies>
  <inbound>
    <base />
    ${content}
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>
`

/** A workspace of the APIOps layout with every kind of thing in it. */
export const SHOP: Readonly<Record<string, string>> = {
  'policy.xml': `<policies>
  <inbound>
    <set-variable name="trace-id" value="@(context.RequestId.ToString())" />
  </inbound>
  <backend>
    <forward-request />
  </backend>
  <outbound />
  <on-error />
</policies>
`,
  'apis/orders/policy.xml': policies(
    '<include-fragment fragment-id="log" />\n    <set-backend-service backend-id="main" />\n    <set-variable name="tenant" value="{{tenant-id}}" />',
  ),
  'apis/orders/operations/get-order/policy.xml': policies(
    '<set-header name="X-Tenant" exists-action="override">\n      <value>@((string)context.Variables["tenant"])</value>\n    </set-header>',
  ),
  'apis/orders/apiInformation.json': information({
    displayName: 'Orders',
    path: 'orders',
    subscriptionRequired: false,
  }),
  'apis/orders/specification.json': JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Orders', version: '1' },
    paths: { '/orders/{id}': { get: { operationId: 'get-order', responses: {} } } },
  }),
  'products/starter/policy.xml': policies('<rate-limit calls="5" renewal-period="60" />'),
  'products/starter/productInformation.json': information({ displayName: 'Starter' }),
  'products/starter/apis/orders/productApiInformation.json': '{}\n',
  'policy fragments/log/policy.xml': `<fragment>
  <set-variable name="logged" value="yes" />
</fragment>
`,
  'policy fragments/log/policyFragmentInformation.json': information({ description: 'Writes what was called.' }),
  'named values/tenant/namedValueInformation.json': information({ displayName: 'tenant-id', value: 'contoso' }),
  'named values/key/namedValueInformation.json': information({
    displayName: 'back-end-key',
    secret: true,
    value: 'hush',
  }),
  'backends/main/backendInformation.json': information({
    url: 'https://main.example',
    credentials: { header: { 'x-key': ['{{back-end-key}}'] } },
  }),
  'loggers/hub/loggerInformation.json': information({ loggerType: 'azureEventHub' }),
}

const folders: string[] = []

/** Writes the files into a folder of its own, which is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string>>) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'policywright-shop-')))
  folders.push(folder)
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(files)) await write(path, text)
  const uri = pathToFileURL(folder).href
  return { folder, uri, write, uriOf: (path: string) => `${uri}/${path.split('/').map(encodeURIComponent).join('/')}` }
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})
