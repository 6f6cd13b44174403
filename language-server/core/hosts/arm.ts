import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { choicesOf, runsOf } from './arm-expression.ts'
import { dialectOfFormat, type HostResource, scopeOfType, typeWithin } from './resource.ts'
import type { StringLiteral } from './tokens.ts'

/** The policies of an ARM template in JSON: https://learn.microsoft.com/azure/templates/microsoft.apimanagement/service/apis/policies */
export function readArm(text: string): {
  readonly resources: readonly HostResource[]
  readonly loose: readonly never[]
} {
  const root = parseTree(onOneLine(text), [], { allowTrailingComma: true })
  const resources: HostResource[] = []
  if (root !== undefined) visit(root, { outer: undefined, template: root }, resources)
  return { resources, loose: [] }
}

/**
 * The same with spaces for the line ends within policies and expressions, which templates may have there and JSON may not.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
const onOneLine = (text: string): string =>
  text.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"\s*[<[][^"\\]*(?:\\[\s\S][^"\\]*)*"|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?/g,
    (found) => (found.startsWith('"') ? found.replace(/[\r\n]/g, ' ') : found),
  )

/** What holds the policy, and what says its format; versions up to 2018-01-01 named them differently. */
const CONTENT = [
  ['value', 'format'],
  ['policyContent', 'contentFormat'],
] as const

interface Outer {
  readonly type: string
  readonly name: string | undefined
}

interface Around {
  readonly outer: Outer | undefined
  /** The template whose variables and parameters are meant. */
  readonly template: Node
}

function visit(node: Node, { outer, template }: Around, found: HostResource[]): void {
  const own = node.type === 'object' ? stringAt(node, ['type']) : undefined
  const type = own === undefined ? outer?.type : typeWithin(outer?.type, own)
  const name = own === undefined ? outer?.name : (literalName(stringAt(node, ['name'])) ?? outer?.name)
  const scope = own === undefined || type === undefined ? undefined : scopeOfType(type)
  const [content, form] = CONTENT.find(([key]) => findNodeAtLocation(node, ['properties', key])) ?? ['value', 'format']
  const literals = scope === undefined ? [] : policiesIn(findNodeAtLocation(node, ['properties', content]), template)
  for (const literal of literals) {
    const format = findNodeAtLocation(node, ['properties', form])
    const dialect = format === undefined ? 'xml' : dialectOfFormat(stringAt(node, ['properties', form]) ?? '?')
    found.push({
      name: name ?? own?.split('/').at(-2) ?? 'policy',
      ...(scope && { scope }),
      ...(dialect && { dialect }),
      literal,
    })
  }
  // The type of a resource holds for the resources within it, not for templates that it deploys.
  const within = type !== undefined && /^microsoft\.apimanagement\//i.test(type) ? { type, name } : undefined
  const isTemplate =
    node.type === 'object' && findNodeAtLocation(node, ['resources']) !== undefined && own === undefined
  const around = { outer: within, template: isTemplate ? node : template }
  for (const child of node.children ?? []) visit(child, around, found)
}

/**
 * The strings that hold a policy: the value itself, or an expression that puts it together, that chooses between several, or that is a
 * variable or a parameter.
 */
function policiesIn(value: Node | undefined, template: Node): readonly StringLiteral[] {
  const text: unknown = value?.value
  if (value?.type !== 'string' || typeof text !== 'string') return []
  const content = { start: value.offset + 1, end: value.offset + Math.max(1, value.length - 1) }
  const place = { start: value.offset, end: value.offset + value.length, content }
  if (/^\s*</.test(text)) return [{ form: 'json', ...place }]
  return choicesOf(text).flatMap((named, choice): readonly StringLiteral[] => {
    if (named !== undefined) {
      const path = named.of === 'variables' ? ['variables', named.name] : ['parameters', named.name, 'defaultValue']
      const target = findNodeAtLocation(template, path)
      return isNamed(target) ? [] : policiesIn(target, template)
    }
    const made = runsOf(text, choice)?.map((run) => run.text)
    return made !== undefined && /^\s*</.test(made.join('')) ? [{ form: 'arm-expression', choice, ...place }] : []
  })
}

/** A name of a name is not followed: names may go round in a circle. */
const isNamed = (node: Node | undefined): boolean =>
  typeof node?.value === 'string' && choicesOf(node.value).some((named) => named !== undefined)

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
