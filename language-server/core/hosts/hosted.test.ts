import { describe, expect, test } from 'vitest'
import {
  arm,
  bicep,
  busy,
  chosen,
  chosenInArm,
  chosenInTerraform,
  computed,
  filled,
  terraform,
  terraformJson,
} from '../../../test/support/infrastructure.ts'
import { type HostLanguage, hostedIn, hostLanguageOf, loadedPath } from './hosted.ts'
import { readLiteral } from './literal.ts'

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

  test('ARM templates with line ends in their strings', () => {
    const policies = '<policies>\n  <inbound a=\\"//\\" />\n</policies>'
    const other = "[concat('<policies>\r\n  <inbound />', '\r\n</policies>')]"
    const one = (name: string, value: string): string =>
      `{ "type": "Microsoft.ApiManagement/service/policies", // of "all"\n "name": "${name}", "properties": { "value": "${value}" } }`
    const text = `{ "resources": [${one('a', policies)},\n${one('b', other)}, ${one('c', '<policies />')}] }`
    expect(summary(text, 'arm').inline).toEqual([
      ['a', 'global', 'xml', policies.replaceAll('\\', '')],
      ['b', 'global', 'xml', '<policies>\r\n  <inbound />\r\n</policies>'],
      ['c', 'global', 'xml', '<policies />'],
    ])
    // A string that is not closed yet does not hide what stands below it.
    const half = text.replace('"resources"', '"title": "half\n"resources"')
    expect(summary(half, 'arm').inline.map(([key]) => key)).toEqual(['a', 'b', 'c'])
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

  test('what stands around resources does not hide them', () => {
    expect(summary(busy, 'bicep').inline).toEqual([
      ['a', 'global', 'rawxml', '<policies>default</policies>'],
      ['b', 'api', 'xml', '<policies>b</policies>'],
    ])
  })

  test('what a module of Terraform is given, and the names of earlier versions of ARM', () => {
    const module =
      'module "api" {\n  source = "./api"\n  policies = [{\n    xml_content = <<XML\n<policies />\nXML\n  }]\n}\n'
    expect(summary(module, 'terraform').inline).toEqual([['xml_content', undefined, 'rawxml', '<policies />\n']])
    const early = `{ "type": "Microsoft.ApiManagement/service/policies", "name": "a", "properties": { "policyContent": "<policies />", "contentFormat": "rawxml" } }`
    expect(summary(early, 'arm').inline).toEqual([['a', 'global', 'rawxml', '<policies />']])
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

  test('what a condition chooses and what functions put together', () => {
    expect(summary(chosen, 'bicep')).toEqual({
      inline: [
        ['a', 'global', 'rawxml', '<policies>strict</policies>'],
        ['a~2', 'global', 'rawxml', '<policies><inbound /></policies>'],
        ['a~3', 'global', 'rawxml', '<policies>third</policies>'],
        ['b', 'api', 'xml', '<policies>strict</policies>'],
        ['b~2', 'api', 'xml', '<policies><inbound /></policies>'],
        ['c', 'api', 'xml', `<policies>\n  <inbound a="it's\${strict}\${origin}" />\n</policies>`],
      ],
      loaded: [['a', 'global', 'rawxml', 'strict.xml', true]],
    })
    expect(summary(chosenInTerraform, 'terraform')).toEqual({
      inline: [
        ['a', 'global', 'rawxml', '<policies>strict</policies>'],
        ['b', 'api', 'rawxml', '<policies>\n  <inbound a="${var.b}" />\n${c}\n</policies>'],
        ['c', 'product', 'rawxml', '<policies>one</policies>\n'],
        ['c~2', 'product', 'rawxml', '<policies>two</policies>'],
      ],
      loaded: [['a', 'global', 'rawxml', 'relaxed.xml', true]],
    })
    expect(summary(chosenInArm, 'arm').inline).toEqual([
      ['a', 'global', 'rawxml', '<policies>${y}</policies>'],
      ['a~2', 'global', 'rawxml', '<policies>relaxed</policies>'],
      ['a~3', 'global', 'rawxml', "<policies>it's</policies>"],
    ])
  })

  test('Terraform in JSON', () => {
    const { inline, loaded } = summary(terraformJson, 'terraform-json')
    expect(inline).toEqual([
      ['all', 'global', 'rawxml', '<policies>\n  <inbound a="${var.a}" b="${c}" />\n</policies>'],
      ['orders', 'api', 'rawxml', '<policies>shared</policies>'],
      ['gold', 'product', 'rawxml', '<policies />'],
    ])
    expect(loaded.map(([name, scope, , path]) => [name, scope, path])).toEqual([['file', 'global', 'policies/all.xml']])
    expect(hostLanguageOf('infra/main.tf.json')).toBe('terraform-json')
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
