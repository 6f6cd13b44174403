import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dispatch } from '../dispatch.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-hosts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function check(...args: string[]) {
  const written = { out: '', err: '' }
  const code = await dispatch(['check', ...args], {
    cwd: folder,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => '',
  })
  return { code, ...written }
}

const policies = '<policies><inbound><base /><set-haeder name="a" /></inbound></policies>'

const bicep = `resource apim 'Microsoft.ApiManagement/service@2022-08-01' existing = { name: 'apim' }
resource all 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  parent: apim
  properties: {
    format: 'rawxml'
    value: '''
<policies>
  <inbound>
    <set-haeder name="a" />
  </inbound>
</policies>
'''
  }
}
`

test.each([
  ['main.bicep', bicep, 'main.bicep:9:6 error unknown-policy'],
  [
    'main.tf',
    `resource "azurerm_api_management_api_policy" "one" {\n  xml_content = <<-XML\n    ${policies}\n  XML\n}\n`,
    'main.tf:3:33 error unknown-policy',
  ],
  [
    'template.json',
    `{ "resources": [\n  { "type": "Microsoft.ApiManagement/service/apis/policies",\n    "properties": { "format": "rawxml", "value": ${JSON.stringify(policies)} } } ] }`,
    'template.json:3:79 error unknown-policy',
  ],
])('finds what is wrong with a policy in %s, by the lines of the file', async (file, text, line) => {
  write(file, text)
  const { code, out } = await check(file)
  expect(out).toContain(line)
  expect(code).toBe(1)
})

test('Terraform in JSON is found in a folder', async () => {
  const resource = { azurerm_api_management_policy: { all: { xml_content: policies } } }
  write('main.tf.json', `{\n  "resource": ${JSON.stringify(resource)}\n}\n`)
  const { code, out } = await check('.')
  expect(out).toMatch(/^main\.tf\.json:2:\d+ error unknown-policy/m)
  expect(code).toBe(1)
})

test('a document that Bicep loads has the scope and the format of its resource', async () => {
  write(
    'infra/main.bicep',
    `resource one 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: { format: 'xml', value: loadTextContent('../policies/one.xml') }
}
`,
  )
  write('policies/one.xml', '<policies><inbound><set-body>@(1 < 2)</set-body></inbound></policies>')
  expect((await check('policies')).out).toContain('0 errors')
  const { code, out } = await check('.')
  expect(out).toContain('policies/one.xml:1:')
  expect(code).toBe(1)
})

test('fixes a policy where it is written, and nothing around it', async () => {
  const body = '<set-body template="liquid">{{ body.name | upcase }}</set-body>'
  write('main.bicep', bicep.replace('<set-haeder name="a" />', body))
  const before = readFileSync(join(folder, 'main.bicep'), 'utf8')
  await check('--fix', 'main.bicep')
  const after = readFileSync(join(folder, 'main.bicep'), 'utf8')
  expect(after).toBe(before.replace('upcase', 'Upcase'))
})

test('a file without policies is no fault', async () => {
  write('main.tf', 'resource "azurerm_resource_group" "a" {\n  name = "x"\n}\n')
  expect(await check('main.tf')).toMatchObject({ code: 0 })
})
