import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import type { DocumentScope } from '../catalog/policy.ts'
import { dialectOfFormat, type HostResource, scopeOfType } from './resource.ts'
import { scopesOfTerraform } from './terraform.ts'
import type { StringLiteral } from './tokens.ts'

/** The policies of a Terraform file in JSON: https://developer.hashicorp.com/terraform/language/syntax/json */
export function readTerraformJson(text: string): {
  readonly resources: readonly HostResource[]
  readonly loose: readonly never[]
} {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const resources: HostResource[] = []
  for (const [type, named] of fieldsOf(root, 'resource'))
    for (const [name, blocks] of entriesOf(named))
      for (const block of listed(blocks)) {
        const policy = policyOf(type, block)
        const place = policy && placeOf(policy.content, root)
        if (policy === undefined || place === undefined) continue
        const { scope, dialect } = policy
        resources.push({ name, scope, ...(dialect && { dialect }), ...place })
      }
  return { resources, loose: [] }
}

interface Policy {
  readonly scope: DocumentScope
  readonly dialect: HostResource['dialect']
  readonly content: Node | undefined
}

function policyOf(type: string, block: Node): Policy | undefined {
  const scope = scopesOfTerraform[type]
  if (scope !== undefined) return { scope, dialect: 'rawxml', content: findNodeAtLocation(block, ['xml_content']) }
  if (type === 'azurerm_api_management_policy_fragment') return formatted(block, 'fragment')
  const ofType = /^azapi_(?:update_)?resource$/.test(type) ? scopeOfType(textOf(block, ['type']) ?? '') : undefined
  const properties = ofType && findNodeAtLocation(block, ['body', 'properties'])
  return ofType && properties ? formatted(properties, ofType) : undefined
}

function formatted(node: Node, scope: DocumentScope): Policy {
  const format = findNodeAtLocation(node, ['format'])
  const dialect = dialectOfFormat(format === undefined ? undefined : (textOf(node, ['format']) ?? 'unknown'))
  return { scope, dialect, content: findNodeAtLocation(node, ['value']) }
}

/** The string that a value is, the local that holds one, or the file that it loads. */
function placeOf(value: Node | undefined, root: Node | undefined): Pick<HostResource, 'literal' | 'file'> | undefined {
  const text: unknown = value?.value
  if (value === undefined || typeof text !== 'string') return undefined
  const content = { start: value.offset + 1, end: value.offset + Math.max(1, value.length - 1) }
  if (/^\s*</.test(text)) {
    const literal: StringLiteral = {
      form: 'terraform-json',
      start: value.offset,
      end: value.offset + value.length,
      content,
    }
    return { literal }
  }
  const path = /^\$\{\s*(?:file|templatefile)\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/?)?([^"$\\]+)"/.exec(text)?.[1]
  if (path !== undefined) return { file: { path, at: content } }
  const name = /^\$\{\s*local\.([\w-]+)\s*\}$/.exec(text)?.[1]
  const local = fieldsOf(root, 'locals').find(([key]) => key === name)?.[1]
  // A local that is another one is not followed: they may go round in a circle.
  return typeof local?.value === 'string' && !local.value.startsWith('${local.') ? placeOf(local, root) : undefined
}

/** The entries of a block that may stand once or in a list. */
const fieldsOf = (root: Node | undefined, name: string): readonly (readonly [string, Node])[] =>
  listed(root).flatMap((part) => listed(findNodeAtLocation(part, [name])).flatMap(entriesOf))

const listed = (node: Node | undefined): readonly Node[] =>
  node === undefined ? [] : node.type === 'array' ? (node.children ?? []) : [node]

const entriesOf = (node: Node): readonly (readonly [string, Node])[] =>
  node.type !== 'object'
    ? []
    : (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
        key === undefined || value === undefined ? [] : [[String(key.value), value] as const],
      )

function textOf(node: Node, path: readonly string[]): string | undefined {
  const value: unknown = findNodeAtLocation(node, [...path])?.value
  return typeof value === 'string' ? value : undefined
}
