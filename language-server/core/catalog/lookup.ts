import { policies } from './policies/index.gen.ts'
import {
  type AttributeSpec,
  type ChildSpec,
  type ContentModel,
  type DocumentScope,
  type Gateway,
  type Group,
  ID_ATTRIBUTE,
  type Policy,
  type Section,
  type TextSpec,
  type Variant,
} from './policy.ts'

/** One element of a policy, with everything the catalogue knows about it: a policy itself or an element inside one. */
export interface ElementSpec {
  readonly name: string
  readonly summary: string
  readonly min: number
  readonly max?: number
  readonly attributes: Readonly<Record<string, AttributeSpec>>
  readonly children: Readonly<Record<string, ChildSpec>>
  readonly childOrder: 'sequence' | 'any'
  readonly content: ContentModel
  readonly text?: TextSpec
  readonly groups?: readonly Group[]
  readonly variants?: readonly Variant[]
  /** The policy of the catalogue that this element is, if it is one. */
  readonly policy?: Policy
  readonly undocumented?: boolean
  readonly disputed?: boolean
}

const byName: ReadonlyMap<string, Policy> = new Map(policies.map((entry) => [entry.name, entry]))

/** The catalogue's entry for an element name, which is compared exactly: policy names are case-sensitive. */
export const policyNamed = (name: string): Policy | undefined => byName.get(name)

/** Every policy, sorted by name. */
export const allPolicies = (): readonly Policy[] => policies

/** The attributes an element of this policy may carry: its own and the `id` that every policy takes. */
export function attributesOf(entry: Policy): Readonly<Record<string, AttributeSpec>> {
  if (entry.name === 'base') return entry.attributes
  return { ...entry.attributes, ...('id' in entry.attributes ? {} : { id: ID_ATTRIBUTE }) }
}

/**
 * The element at a path that starts with a policy's name: `['choose', 'when']`, `['return-response', 'set-header', 'value']`.
 * Where an element holds policies of its own (`when`, `retry`) or is a policy by reference, the path goes on in that policy.
 * Undefined when the catalogue knows no such element, or when the path leads into text or foreign XML.
 */
export function childSpecOf(path: readonly string[]): ElementSpec | undefined {
  const [first, ...rest] = path
  const root = first === undefined ? undefined : policyNamed(first)
  if (root === undefined) return undefined
  let element: ElementSpec | undefined = elementOf(root)
  for (const name of rest) {
    if (element === undefined) return undefined
    element = childOf(element, name)
  }
  return element
}

/** The child of this name that an element may hold, or undefined. */
export function childOf(parent: ElementSpec, name: string): ElementSpec | undefined {
  const spec = Object.hasOwn(parent.children, name) ? parent.children[name] : undefined
  if (spec !== undefined) return resolve(name, spec)
  if (parent.content !== 'policies') return undefined
  const entry = policyNamed(name)
  return entry === undefined || entry.name === 'base' ? undefined : elementOf(entry)
}

export interface Place {
  readonly section?: Section
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
  /** The root of the document; by default it follows from the scope. */
  readonly document?: 'policies' | 'fragment' | 'resolver'
}

/**
 * The policies that may stand directly in a place, sorted by name. What is not given is not asked about; what no source
 * tells of a policy does not exclude it. Elements that live only inside others (`set-url`) are never among them, and
 * `<base/>` only where a section of a policy definition is meant.
 */
export function policiesAllowedIn(place: Place): readonly Policy[] {
  return policies.filter((entry) => isAllowedIn(entry, place))
}

/** May this policy stand directly in this place, as far as the sources tell? */
export function isAllowedIn(entry: Policy, place: Place): boolean {
  const document = place.document ?? documentOf(place.scope)
  if (document === 'resolver') return entry.resolverRoot === true
  if (entry.sections !== undefined && entry.sections.length === 0) return false
  if (document === 'fragment' && entry.fragment === false) return false
  if (place.section !== undefined && entry.sections?.includes(place.section) === false) return false
  const { scope, gateway } = place
  if (scope !== undefined && scope !== 'fragment' && scope !== 'resolver' && entry.scopes?.includes(scope) === false) {
    return false
  }
  return gateway === undefined || entry.gateways?.includes(gateway) !== false
}

function documentOf(scope: DocumentScope | undefined): 'policies' | 'fragment' | 'resolver' {
  return scope === 'fragment' || scope === 'resolver' ? scope : 'policies'
}

function elementOf(entry: Policy): ElementSpec {
  const { name, summary, children, childOrder, content, text, groups, variants } = entry
  return {
    name,
    summary,
    min: 0,
    attributes: attributesOf(entry),
    children,
    childOrder,
    content,
    ...(text && { text }),
    ...(groups && { groups }),
    ...(variants && { variants }),
    policy: entry,
    ...(entry.status === 'undocumented' && { undocumented: true }),
  }
}

function resolve(name: string, spec: ChildSpec): ElementSpec {
  const entry = spec.policy === undefined ? undefined : policyNamed(spec.policy)
  const own = { min: spec.min, ...(spec.max !== undefined && { max: spec.max }) }
  const doubts = {
    ...(spec.undocumented && { undocumented: true }),
    ...(spec.disputed && { disputed: true }),
  }
  if (entry === undefined) {
    const { summary, attributes, children, childOrder, content, text, groups } = spec
    return {
      name,
      summary,
      ...own,
      attributes,
      children,
      childOrder,
      content,
      ...(text && { text }),
      ...(groups && { groups }),
      ...doubts,
    }
  }
  // The reference says how often the policy may stand here; its own text rule, where it has one, is the stricter one.
  return { ...elementOf(entry), ...own, ...doubts, ...(spec.text && { text: spec.text }) }
}
