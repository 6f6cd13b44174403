import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { dialectOfFormat, type HostResource, scopeOfType, typeWithin } from './resource.ts'

/** The policies of an ARM template in JSON: https://learn.microsoft.com/azure/templates/microsoft.apimanagement/service/apis/policies */
export function readArm(text: string): {
  readonly resources: readonly HostResource[]
  readonly loose: readonly never[]
} {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const resources: HostResource[] = []
  if (root !== undefined) visit(root, undefined, resources)
  return { resources, loose: [] }
}

interface Outer {
  readonly type: string
  readonly name: string | undefined
}

function visit(node: Node, outer: Outer | undefined, found: HostResource[]): void {
  const own = node.type === 'object' ? stringAt(node, ['type']) : undefined
  const type = own === undefined ? outer?.type : typeWithin(outer?.type, own)
  const name = own === undefined ? outer?.name : (literalName(stringAt(node, ['name'])) ?? outer?.name)
  const scope = own === undefined || type === undefined ? undefined : scopeOfType(type)
  if (scope !== undefined) {
    const value = findNodeAtLocation(node, ['properties', 'value'])
    const text: unknown = value?.value
    if (value?.type === 'string' && typeof text === 'string' && /^\s*</.test(text)) {
      const format = findNodeAtLocation(node, ['properties', 'format'])
      const dialect = format === undefined ? 'xml' : dialectOfFormat(stringAt(node, ['properties', 'format']) ?? '?')
      const content = { start: value.offset + 1, end: value.offset + Math.max(1, value.length - 1) }
      found.push({
        name: name ?? own?.split('/').at(-2) ?? 'policy',
        scope,
        ...(dialect && { dialect }),
        literal: { form: 'json', start: value.offset, end: value.offset + value.length, content },
      })
    }
  }
  // The type of a resource holds for the resources within it, not for templates that it deploys.
  const within = type !== undefined && /^microsoft\.apimanagement\//i.test(type) ? { type, name } : undefined
  for (const child of node.children ?? []) visit(child, within, found)
}

function stringAt(node: Node, path: readonly string[]): string | undefined {
  const value: unknown = findNodeAtLocation(node, [...path])?.value
  return typeof value === 'string' ? value : undefined
}

/** The last literal part of `orders/policy` or `[concat(parameters('apim'), '/orders/policy')]`, `policy` aside. */
function literalName(name: string | undefined): string | undefined {
  const literal = name?.startsWith('[') ? [...name.matchAll(/'([^']*)'/g)].at(-1)?.[1] : name
  return literal
    ?.split('/')
    .filter((part) => part !== '' && part !== 'policy')
    .at(-1)
}
