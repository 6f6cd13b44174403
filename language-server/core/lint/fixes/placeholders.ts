import type { ElementSpec } from '../../catalog/lookup.ts'
import type { AttributeSpec, TextSpec } from '../../catalog/policy.ts'
import { specOfChild } from '../../model/spec.ts'

/** A value that is valid and shows what is asked for. */
export function placeholder(name: string, spec: AttributeSpec | TextSpec): string {
  const { default: usual, min } = 'default' in spec || 'min' in spec ? (spec as AttributeSpec) : {}
  if (usual !== undefined && usual !== '') return usual
  switch (spec.type) {
    case 'enum':
      return spec.values?.[0] ?? name
    case 'boolean':
      return 'true'
    case 'integer':
    case 'number':
      return String(Math.max(1, min ?? 1))
    case 'uri':
      return 'https://example.com'
    case 'ip-address':
      return '203.0.113.10'
    case 'timespan':
      return '00:01:00'
    case 'datetime':
      return '2030-01-01T00:00:00Z'
    case 'string':
      return name
  }
}

/** The attributes that an element cannot do without: the required ones, and of each either-or group the first. */
function requiredAttributes(spec: ElementSpec): readonly (readonly [name: string, value: string])[] {
  const names = new Set(Object.keys(spec.attributes).filter((name) => spec.attributes[name]?.required))
  for (const group of spec.groups ?? []) {
    const [first] = group.members
    const needed = group.kind === 'at-least-one' || group.kind === 'exactly-one'
    if (needed && first !== undefined && !group.members.some((member) => names.has(member))) names.add(first)
  }
  return [...names].flatMap((name) => {
    const attribute = spec.attributes[name]
    return attribute === undefined ? [] : [[name, placeholder(name, attribute)] as const]
  })
}

/** The smallest element that satisfies its spec, written with `\n` and two spaces a step. */
export function minimalElement(spec: ElementSpec, depth = 0): string {
  const attributes = requiredAttributes(spec).map(([name, value]) => ` ${name}="${value}"`)
  const open = `<${spec.name}${attributes.join('')}`
  const children = depth > 8 ? [] : neededChildren(spec)
  if (children.length > 0) {
    const inner = children.map((child) => minimalElement(child, depth + 1).replaceAll('\n', '\n  '))
    return `${open}>\n  ${inner.join('\n  ')}\n</${spec.name}>`
  }
  return spec.text !== undefined && spec.content === 'text'
    ? `${open}>${placeholder(spec.name, spec.text)}</${spec.name}>`
    : `${open} />`
}

function neededChildren(spec: ElementSpec): readonly ElementSpec[] {
  const names = new Set(Object.keys(spec.children).filter((name) => (spec.children[name]?.min ?? 0) > 0))
  for (const group of spec.groups ?? []) {
    const [first] = group.members
    if (group.kind !== 'at-least-one' && group.kind !== 'exactly-one') continue
    if (first?.startsWith('<') && !group.members.some((member) => names.has(childName(member))))
      names.add(childName(first))
  }
  return [...names].flatMap((name) => specOfChild(spec, name) ?? [])
}

/** `<value>` in a group stands for the child element `value`. */
export const childName = (member: string): string => member.replace(/^<(.*)>$/, '$1')
