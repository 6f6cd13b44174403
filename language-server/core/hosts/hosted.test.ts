import { describe, expect, test } from 'vitest'
import { applyEdits } from '../text/edit.ts'
import { type HostLanguage, hostedIn, loadedPath } from './hosted.ts'
import { readLiteral } from './literal.ts'
import { writeLiteral } from './write-literal.ts'

const bicep = `param name string
// resource no 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
var shared = loadTextContent('policies/shared.xml')
resource apim 'Microsoft.ApiManagement/service@2023-05-01-preview' existing = {
  name: name

  resource everything 'policies@2023-05-01-preview' = {
    name: 'policy'
    properties: {
      format: 'rawxml'
      value: '''
<policies>
  <inbound />
</policies>
'''
    }
  }
}
resource one 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = if (name != '') {
  parent: apim
  properties: { format: 'rawxml', value: loadTextContent('./policies/api.xml') }
}
resource each 'Microsoft.ApiManagement/service/apis/operations/policies@2022-08-01' = [for x in ['a']: {
  name: '\${x}/policy'
  properties: {
    value: replace(loadTextContent('operation.xml'), '{id}', x)
  }
}]
resource frag 'Microsoft.ApiManagement/service/policyFragments@2022-08-01' = {
  properties: {
    value: '<fragment><set-variable name="a" value="it\\'s \${name}" /></fragment>'
  }
}
resource product 'Microsoft.ApiManagement/service/products/policies@2022-08-01' = {
  properties: {
    value: shared
    format: 'xml'
  }
}
module other 'other.bicep' = {
  params: { xml: loadTextContent('loose.xml') }
}
`

const terraform = `locals {
  api = file("\${path.module}/policies/api.xml")
}
# resource "azurerm_api_management_policy" "no" {
resource "azurerm_api_management_policy" "everything" {
  api_management_id = azurerm_api_management.main.id
  xml_content       = <<-XML
    <policies>
      <inbound>
        <set-header name="a" exists-action="override"><value>\${var.a}</value></set-header>
      </inbound>
    </policies>
  XML
}
resource "azurerm_api_management_api_policy" "one" {
  xml_content = local.api
}
resource "azurerm_api_management_api_operation_policy" "two" {
  xml_content = templatefile("\${path.module}/operation.xml", {
    url = "x"
  })
}
resource "azurerm_api_management_product_policy" "three" {
  xml_content = "<policies>\\n  <inbound />\\n</policies>"
}
resource "azurerm_api_management_policy_fragment" "four" {
  format = "rawxml"
  value  = file("fragment.xml")
}
resource "azapi_resource" "five" {
  type = "Microsoft.ApiManagement/service/workspaces/policies@2024-05-01"
  body = {
    properties = {
      format = "rawxml"
      value  = file("../shared/workspace.xml")
    }
  }
}
resource "azapi_update_resource" "six" {
  type = "Microsoft.ApiManagement/service/policies@2024-05-01"
  body = { properties = { value = file("six.xml") } }
}
`

const arm = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  // The global policy.
  "resources": [
    {
      "type": "Microsoft.ApiManagement/service/policies", "name": "[concat(parameters('apim'), '/policy')]",
      "properties": { "format": "rawxml", "value": "<policies>\\r\\n  <inbound />\\r\\n</policies>" }
    },
    {
      "type": "Microsoft.ApiManagement/service", "name": "apim",
      "resources": [
        { "type": "apis", "name": "orders", "resources": [
          { "type": "policies", "name": "policy", "properties": { "value": "<policies><inbound a=\\"\\u0041\\" /></policies>" } } ] },
        { "type": "Microsoft.ApiManagement/service/policies", "name": "x", "properties": { "value": "[variables('p')]" } }
      ]
    }
  ]
}
`

const computed = `{
  "parameters": {
    "origin": { "type": "string" },
    "policy": { "type": "string", "defaultValue": "<policies><inbound><base /></inbound></policies>" }
  },
  "variables": {
    "limits": "[format('<policies><inbound><rate-limit calls=\\"{0}\\" renewal-period=\\"{1:d}\\" /><set-header name=\\"it''s\\"><value>{{{{key}}}}</value></set-header></inbound></policies>', parameters('calls'), 60)]",
    "round": "[variables('about')]",
    "about": "[variables('round')]"
  },
  "resources": [
    {
      "type": "Microsoft.ApiManagement/service/apis/policies", "name": "[concat(parameters('apim'), '/orders/policy')]",
      "properties": {
        "format": "rawxml",
        "value": "[concat('<policies>\\n  <inbound>\\n    <set-header name=\\"A\\"><value>it''s ', parameters('origin'), '</value></set-header>\\n', resourceId('x', 'y').id, '\\n  </inbound>\\n</policies>')]"
      }
    },
    { "type": "Microsoft.ApiManagement/service/products/policies", "name": "a/gold/policy", "properties": { "value": "[variables('limits')]" } },
    { "type": "Microsoft.ApiManagement/service/policies", "name": "a/all", "properties": { "value": "[parameters('policy')]" } },
    { "type": "Microsoft.ApiManagement/service/policies", "name": "a/round", "properties": { "value": "[variables('round')]" } },
    { "type": "Microsoft.ApiManagement/service/policies", "name": "a/link", "properties": { "value": "[concat(parameters('base'), '/all.xml')]" } },
    { "type": "Microsoft.ApiManagement/service/policies", "name": "a/broken", "properties": { "value": "[concat('<policies />'" } }
  ]
}
`

const summary = (text: string, language: HostLanguage) => {
  const { inline, loaded } = hostedIn(text, language)
  return {
    inline: inline.map(({ key, scope, dialect, literal }) => [key, scope, dialect, readLiteral(text, literal).text]),
    loaded: loaded.map(({ name, scope, dialect, path, at }) => [
      name,
      scope,
      dialect,
      path,
      text.slice(at.start, at.end).endsWith(path),
    ]),
  }
}

const filled = `
resource c 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: { format: 'rawxml', value: format('''
<policies>{0}{{{{key}}}}@{{ return 1; }}</policies>
''', x) }
}
resource d 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  properties: { value: replace(replace('<policies>__a__</policies>', '__a__', b), 'c', d) }
}
resource e 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  properties: { value: '<policies />' == x ? 'a' : 'b' }
}
`

describe('policies in files of infrastructure', () => {
  test('Bicep', () => {
    expect(summary(bicep, 'bicep')).toEqual({
      inline: [
        ['everything', 'global', 'rawxml', '<policies>\n  <inbound />\n</policies>\n'],
        ['frag', 'fragment', 'xml', `<fragment><set-variable name="a" value="it's \${name}" /></fragment>`],
      ],
      loaded: [
        ['one', 'api', 'rawxml', './policies/api.xml', true],
        ['each', 'operation', 'xml', 'operation.xml', true],
        ['product', 'product', 'xml', 'policies/shared.xml', true],
        ['loadTextContent', undefined, undefined, 'loose.xml', true],
      ],
    })
  })

  test('Terraform', () => {
    expect(summary(terraform, 'terraform')).toEqual({
      inline: [
        [
          'everything',
          'global',
          'rawxml',
          `<policies>
  <inbound>
    <set-header name="a" exists-action="override"><value>\${var.a}</value></set-header>
  </inbound>
</policies>
`,
        ],
        ['three', 'product', 'rawxml', '<policies>\n  <inbound />\n</policies>'],
      ],
      loaded: [
        ['one', 'api', 'rawxml', 'policies/api.xml', true],
        ['two', 'operation', 'rawxml', 'operation.xml', true],
        ['four', 'fragment', 'rawxml', 'fragment.xml', true],
        ['five', 'workspace', 'rawxml', '../shared/workspace.xml', true],
        ['six', 'global', 'xml', 'six.xml', true],
      ],
    })
  })

  test('ARM templates', () => {
    expect(summary(arm, 'arm')).toEqual({
      inline: [
        ['service', 'global', 'rawxml', '<policies>\r\n  <inbound />\r\n</policies>'],
        ['orders', 'api', 'xml', '<policies><inbound a="A" /></policies>'],
      ],
      loaded: [],
    })
  })

  test('expressions of ARM templates', () => {
    expect(summary(computed, 'arm').inline).toEqual([
      [
        'orders',
        'api',
        'rawxml',
        '<policies>\n  <inbound>\n    <set-header name="A"><value>it\'s ${origin}</value></set-header>\n${x}\n  </inbound>\n</policies>',
      ],
      [
        'gold',
        'product',
        'xml',
        '<policies><inbound><rate-limit calls="${calls}" renewal-period="60" /><set-header name="it\'s"><value>{{key}}</value></set-header></inbound></policies>',
      ],
      ['all', 'global', 'xml', '<policies><inbound><base /></inbound></policies>'],
    ])
  })

  test('strings that Bicep and Terraform fill in', () => {
    expect(summary(filled, 'bicep').inline).toEqual([
      ['c', 'api', 'rawxml', '<policies>{0}{{key}}@{ return 1; }</policies>\n'],
      ['d', 'global', 'xml', '<policies>__a__</policies>'],
    ])
    const text =
      'resource "azurerm_api_management_policy" "x" {\n  xml_content = replace(<<XML\n<policies/>\nXML\n, "a", "b")\n}\n'
    expect(summary(text, 'terraform').inline).toEqual([['x', 'global', 'rawxml', '<policies/>\n']])
  })

  test('what an expression makes stands where it is written', () => {
    const [orders] = hostedIn(computed, 'arm').inline
    if (orders === undefined) throw new Error('no policy')
    const { text, toHost } = readLiteral(computed, orders.literal)
    for (const word of ['<inbound>', 'set-header', "it's", '</value>', '</policies>']) {
      const at = toHost(text.indexOf(word))
      expect(computed.slice(at, at + 3)).toBe(word.slice(0, 3))
    }
    expect(computed.slice(toHost(text.indexOf('${origin}'))).startsWith("parameters('origin')")).toBe(true)
  })

  test.each([
    ['', 'bicep'],
    ["resource a 'Microsoft.ApiManagement/service/policies@1' = {", 'bicep'],
    ["resource a 'Microsoft.ApiManagement/service/policies@1' = {\n properties: {\n value: '''<policies>", 'bicep'],
    ['resource "azurerm_api_management_policy" "a" {\n xml_content = <<EOF\n<policies>', 'terraform'],
    ['resource "azurerm_api_management_policy" "a" { xml_content = "<policies>${', 'terraform'],
    ['{ "type": "Microsoft.ApiManagement/service/policies", "properties": { "value": "<pol', 'arm'],
  ] as const)('does not fail on %j', (text, language) => {
    expect(() => hostedIn(text, language)).not.toThrow()
  })
})

test.each([
  ['infra/main.bicep', './policies/api.xml', 'infra/policies/api.xml'],
  ['infra/main.bicep', '../shared/api.xml', 'shared/api.xml'],
  ['main.tf', '../outside.xml', undefined],
])('%s loads %s', (host, path, expected) => {
  expect(loadedPath(host, path)).toBe(expected)
})

interface Change {
  readonly name: string
  readonly host: string
  readonly language: HostLanguage
  readonly key: string
  readonly replace: readonly [string, string]
  /** What the host file then holds. */
  readonly expected: string
}

const changes: readonly Change[] = [
  {
    name: 'lines of Bicep',
    host: bicep,
    language: 'bicep',
    key: 'everything',
    replace: ['<inbound />', "<inbound a='1' />"],
    expected: "  <inbound a='1' />\n",
  },
  {
    name: 'a quoted string of Bicep',
    host: bicep,
    language: 'bicep',
    key: 'frag',
    replace: ["it's", "'they' ${name} ${other}"],
    expected: `value="\\'they\\' \${name} \\\${other} \${name}"`,
  },
  {
    name: 'a line more in a quoted string',
    host: bicep,
    language: 'bicep',
    key: 'frag',
    replace: ['<fragment>', '<fragment>\n  '],
    expected: `'<fragment>\\n  <set-variable`,
  },
  {
    name: 'an indented heredoc',
    host: terraform,
    language: 'terraform',
    key: 'everything',
    replace: ['  </inbound>', '    <base />\n  </inbound>'],
    expected: '        <base />\n      </inbound>\n    </policies>\n  XML',
  },
  {
    name: 'a quoted string of Terraform',
    host: terraform,
    language: 'terraform',
    key: 'three',
    replace: ['<inbound />', '<inbound>\n"${x}" %{if}\\\n</inbound>'],
    expected: `<inbound>\\n\\"$\${x}\\" %%{if}\\\\\\n</inbound>\\n</policies>"`,
  },
  {
    name: 'JSON with CRLF',
    host: arm,
    language: 'arm',
    key: 'service',
    replace: ['<inbound />', '<inbound>\n    <base />\n  </inbound>'],
    expected: '"<policies>\\r\\n  <inbound>\\r\\n    <base />\\r\\n  </inbound>\\r\\n</policies>"',
  },
  {
    name: 'JSON that keeps its other escapes',
    host: arm,
    language: 'arm',
    key: 'orders',
    replace: ['/></', 'b="c" /></'],
    expected: '<inbound a=\\"\\u0041\\" b=\\"c\\" /></policies>',
  },
]

const changesOfExpressions: readonly Change[] = [
  {
    name: 'format of Bicep',
    host: filled,
    language: 'bicep',
    key: 'c',
    replace: ['return 1; }', 'if (a) { return {}; }}'],
    expected: '<policies>{0}{{{{key}}}}@{{ if (a) {{ return {{}}; }}}}</policies>',
  },
  {
    name: 'a string of concat',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ['<inbound>', "<inbound>\n    <trace source='a' />"],
    expected: "<inbound>\\n    <trace source=''a'' />\\n    <set-header",
  },
  {
    name: 'the string behind what is computed',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ['</value>', '!</value>'],
    expected: "parameters('origin'), '!</value>",
  },
  {
    name: 'both sides of what is computed',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ["<value>it's ${origin}</value>", '<x>${origin}</x>'],
    expected: "<x>', parameters('origin'), '</x></set-header>",
  },
  {
    name: 'format in a variable',
    host: computed,
    language: 'arm',
    key: 'gold',
    replace: ['{{key}}', '{{other}}@{}'],
    expected: '<value>{{{{other}}}}@{{}}</value>',
  },
]

describe('writing a policy back', () => {
  test.each([...changes, ...changesOfExpressions])(
    '$name',
    ({ host, language, key, replace: [from, to], expected }) => {
      const found = hostedIn(host, language).inline.find((one) => one.key === key)
      if (found === undefined) throw new Error(`no policy ${key}`)
      const before = readLiteral(host, found.literal).text
      const wanted = before.replace(from, () => to)
      const edit = writeLiteral(host, found.literal, wanted)
      if (edit === undefined || 'refused' in edit) throw new Error(edit?.refused ?? 'nothing to write')
      const after = applyEdits(host, [edit])
      expect(after).toContain(expected)
      const again = hostedIn(after, language).inline.find((one) => one.key === key)
      const plain = (text: string): string => text.replaceAll('\r\n', '\n')
      expect(plain(again ? readLiteral(after, again.literal).text : '')).toBe(plain(wanted))
    },
  )

  test.each([
    ['everything', bicep, 'bicep', "<policies>'''</policies>"],
    ['everything', terraform, 'terraform', '<policies>\nXML\n</policies>\n'],
    ['service', arm, 'arm', '[concat()]'],
    ['orders', computed, 'arm', '<policies />'],
    ['orders', computed, 'arm', '<policies>${other}</policies>'],
  ] as const)('refuses what would end the string of %s', (key, host, language, wanted) => {
    const found = hostedIn(host, language).inline.find((one) => one.key === key)
    expect(found && writeLiteral(host, found.literal, wanted)).toHaveProperty('refused')
  })

  test('says nothing to write where nothing changed', () => {
    for (const [text, language] of [
      [bicep, 'bicep'],
      [terraform, 'terraform'],
      [arm, 'arm'],
    ] as const)
      for (const { literal } of hostedIn(text, language).inline)
        expect(writeLiteral(text, literal, readLiteral(text, literal).text)).toBeUndefined()
  })
})
