/** Files of infrastructure that hold and load policies in every way that is known. */

export const bicep = `param name string
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

export const terraform = `locals {
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

export const arm = `{
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

export const computed = `{
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

/** What stands around resources and is none. */
export const busy = `
param tags object = {
  owner: 'me'
}
param policy string = '<policies>default</policies>'
param other string
module more 'more.bicep' = {
  name: 'more'
  params: { value: '<policies />', all: [ { a: 1 } ] }
}
resource a 'Microsoft.ApiManagement/service/policies@2018-01-01' = {
  properties: { contentFormat: 'rawxml', policyContent: policy }
}
}
resource b 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: { value: '<policies>b</policies>' }
}
`

export const filled = `
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

/** Where a condition chooses between policies, and where functions put them together. */
export const chosen = `
param strict bool
var relaxed = '<policies><inbound /></policies>'
var maybe = (strict)
  ? '<policies>strict</policies>'
  : relaxed
resource a 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  properties: { value: strict ? loadTextContent('strict.xml') : (name ?? '' == '' ? maybe : '<policies>third</policies>'), format: 'rawxml' }
}
resource b 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: {
    value: maybe
  }
}
resource c 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: {
    value: join([
      '<policies>'
      concat('  <inbound a="it\\'s', strict ? 'a' : 'b', string(origin), '" />')
      '</policies>'
    ], '\\n')
  }
}
`

export const chosenInTerraform = `
locals {
  strict = "<policies>strict</policies>"
}
resource "azurerm_api_management_policy" "a" {
  xml_content = var.strict ? local.strict : file("relaxed.xml")
}
resource "azurerm_api_management_api_policy" "b" {
  xml_content = join("\\n", ["<policies>", "  <inbound a=\\"\${var.b}\\" />", var.c, "</policies>"])
}
resource "azurerm_api_management_product_policy" "c" {
  xml_content = (
    var.strict
    ? <<-XML
      <policies>one</policies>
    XML
    : "<policies>two</policies>"
  )
}
`

export const chosenInArm = `{
  "variables": { "relaxed": "<policies>relaxed</policies>" },
  "resources": [
    {
      "type": "Microsoft.ApiManagement/service/policies", "name": "a/policy",
      "properties": { "format": "rawxml", "value": "[if(equals(parameters('x'), 1), concat('<policies>', parameters('y'), '</policies>'), if(true(), variables('relaxed'), '<policies>it''s</policies>'))]" }
    }
  ]
}
`

export const terraformJson = `{
  "locals": { "shared": "<policies>shared</policies>" },
  "resource": {
    "azurerm_api_management_policy": {
      "all": { "xml_content": "<policies>\\n  <inbound a=\\"\${var.a}\\" b=\\"$\${c}\\" />\\n</policies>" },
      "file": { "xml_content": "\${file(\\"\${path.module}/policies/all.xml\\")}" }
    },
    "azurerm_api_management_api_policy": { "orders": [{ "xml_content": "\${local.shared}" }] },
    "azapi_resource": {
      "gold": {
        "type": "Microsoft.ApiManagement/service/products/policies@2024-05-01",
        "body": { "properties": { "format": "rawxml", "value": "<policies />" } }
      }
    }
  }
}
`
