import type { DocumentScope } from '../catalog/policy.ts'
import type { LoadedPolicy } from './hosted.ts'
import { readLiteral } from './literal.ts'
import { createReader, type HostReader } from './reader.ts'
import { dialectOfFormat, type HostResource, loads, policiesOf, scopeOfType } from './resource.ts'
import { type HostToken, tokensOf } from './tokens.ts'

interface Resource {
  readonly type: string
  readonly name: string
  readonly properties: Map<string, readonly HostToken[]>
}

interface Found {
  readonly resources: readonly HostResource[]
  readonly loose: readonly LoadedPolicy[]
}

/**
 * Resources with `xml_content`, which the provider sends as `rawxml`.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/api_management_api_policy
 */
export const scopesOfTerraform: Readonly<Record<string, DocumentScope>> = {
  azurerm_api_management_policy: 'global',
  azurerm_api_management_workspace_policy: 'workspace',
  azurerm_api_management_product_policy: 'product',
  azurerm_api_management_api_policy: 'api',
  azurerm_api_management_api_operation_policy: 'operation',
}

/** The policies of a Terraform file. */
export function terraformResources(text: string): Found {
  const tokens = tokensOf(text, 'terraform')
  const locals = new Map<string, readonly HostToken[]>()
  const resources: Resource[] = []
  readBlock(createReader(tokens), { text, locals, resources, within: undefined, path: '' })

  const resolve = (expression: readonly HostToken[] | undefined): readonly HostToken[] => {
    const words = (expression ?? []).filter(({ kind }) => kind !== 'line')
    const [first, dot, name] = words
    const isLocal = words.length === 3 && first?.kind === 'word' && first.text === 'local' && dot?.kind === 'mark'
    return isLocal && name?.kind === 'word' ? (locals.get(name.text) ?? []) : (expression ?? [])
  }
  const literalOf = (expression: readonly HostToken[] | undefined): string | undefined => {
    const [only] = resolve(expression)
    return only?.kind === 'string' ? readLiteral(text, only.literal).text : undefined
  }
  const readOne = ({ type, name, properties }: Resource): HostResource[] => {
    const scope = scopesOfTerraform[type]
    if (scope !== undefined) {
      const policies = policiesOf(text, properties.get('xml_content'), resolve)
      return policies.map((policy) => ({ name, scope, dialect: 'rawxml', ...policy }))
    }
    if (type === 'azurerm_api_management_policy_fragment') {
      const dialect = properties.has('format') ? dialectOfFormat(literalOf(properties.get('format'))) : 'xml'
      return policiesOf(text, properties.get('value'), resolve).map((policy) => ({
        name,
        scope: 'fragment',
        ...(dialect && { dialect }),
        ...policy,
      }))
    }
    const ofType =
      type === 'azapi_resource' || type === 'azapi_update_resource'
        ? scopeOfType(literalOf(properties.get('type')) ?? '')
        : undefined
    if (ofType === undefined) return []
    const format = properties.get('body.properties.format')
    const dialect = format === undefined ? 'xml' : dialectOfFormat(literalOf(format) ?? 'unknown')
    return policiesOf(text, properties.get('body.properties.value'), resolve).map((policy) => ({
      name,
      scope: ofType,
      ...(dialect && { dialect }),
      ...policy,
    }))
  }
  const found = resources.flatMap(readOne)
  const known = new Set(found.map(({ literal }) => literal?.start))
  return {
    resources: [...found, ...given(text, tokens).filter(({ literal }) => !known.has(literal?.start))],
    loose: loads(text, tokens)
      .filter(({ path }) => /\.(?:xml|cshtml)$/i.test(path))
      .map((file) => ({ name: 'file', ...file })),
  }
}

/** What modules are given under the name that azurerm has for a policy; the scope is their affair. */
const given = (text: string, tokens: readonly HostToken[]): readonly HostResource[] =>
  tokens.flatMap((token, index): HostResource[] => {
    const [equals, string] = tokens.slice(index + 1, index + 3)
    if (token.kind !== 'word' || token.text !== 'xml_content' || equals?.kind !== 'mark' || equals.text !== '=')
      return []
    const policies = string?.kind === 'string' ? policiesOf(text, [string], (expression) => expression) : []
    return policies.map((policy) => ({ name: 'xml_content', dialect: 'rawxml', ...policy }))
  })

interface Block {
  readonly text: string
  readonly locals: Map<string, readonly HostToken[]>
  readonly resources: Resource[]
  readonly within: Resource | 'locals' | undefined
  readonly path: string
}

/** Reads up to the brace that closes the block, or to the end. */
function readBlock(reader: HostReader, block: Block): void {
  const { text, within } = block
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (token.kind === 'mark' && token.text === '}') return
    if (token.kind !== 'word' && token.kind !== 'string') continue
    const name = token.kind === 'string' ? readLiteral(text, token.literal).text : token.text
    if (reader.takeMark('=') || reader.takeMark(':')) {
      const path = block.path === '' ? name : `${block.path}.${name}`
      const isEncoded = reader.takeWord('jsonencode') !== undefined && reader.takeMark('(')
      if (reader.takeMark('{')) {
        readBlock(reader, { ...block, path })
        if (isEncoded) reader.takeMark(')')
        continue
      }
      const expression = reader.takeExpression()
      if (within === 'locals') block.locals.set(path, expression)
      else within?.properties.set(path, expression)
      continue
    }
    const labels: string[] = []
    for (let label = reader.takeString(); label !== undefined; label = reader.takeString())
      labels.push(readLiteral(text, label.literal).text)
    if (!reader.takeMark('{')) continue
    readBlock(reader, { ...block, ...inside(name, labels, block) })
  }
}

function inside(name: string, [type, label]: readonly string[], block: Block): Pick<Block, 'within' | 'path'> {
  if (name === 'locals') return { within: 'locals', path: '' }
  if (name !== 'resource' || type === undefined || label === undefined)
    return { within: block.within, path: block.path === '' ? name : `${block.path}.${name}` }
  const resource: Resource = { type, name: label, properties: new Map() }
  block.resources.push(resource)
  return { within: resource, path: '' }
}
