import { childOf, childSpecOf, type ElementSpec } from '../catalog/lookup.ts'
import type { Variant } from '../catalog/policy.ts'
import type { Element } from '../syntax/tree.ts'
import { literalAttribute } from './value.ts'

/**
 * Specs by identity: the catalogue composes a new object on each question, and an analysis asks once per element of a document.
 * The catalogue never changes, so what is remembered here is never stale.
 */
const policies = new Map<string, ElementSpec | undefined>()
const children = new Map<ElementSpec, Map<string, ElementSpec | undefined>>()
const variants = new Map<Variant, ElementSpec>()

export function specOfPolicy(name: string): ElementSpec | undefined {
  const known = policies.get(name)
  if (known !== undefined || policies.has(name)) return known
  const spec = childSpecOf([name])
  policies.set(name, spec)
  return spec
}

/** What a parent says of a child with this name; any policy where the parent holds policies. */
export function specOfChild(parent: ElementSpec, name: string): ElementSpec | undefined {
  let known = children.get(parent)
  if (known === undefined) {
    known = new Map()
    children.set(parent, known)
  }
  const found = known.get(name)
  if (found !== undefined || known.has(name)) return found
  const spec = childOf(parent, name)
  known.set(name, spec)
  return spec
}

/** The variant that an element's attributes select (`backend-id="dapr"`), if its policy has one. */
export const variantOf = (spec: ElementSpec, element: Element, text: string): Variant | undefined =>
  spec.variants?.find(({ when }) => literalAttribute(element, when.attribute, text) === when.equals)

/** The spec with the variant's attributes and groups in force. */
export function withVariant(spec: ElementSpec, variant: Variant): ElementSpec {
  const known = variants.get(variant)
  if (known !== undefined) return known
  const merged: ElementSpec = {
    ...spec,
    attributes: { ...spec.attributes, ...variant.attributes },
    groups: variant.groups ?? spec.groups ?? [],
  }
  variants.set(variant, merged)
  return merged
}

/** What an element of a spec cannot do without, what it may hold only so many times, and in which order. */
interface Demands {
  readonly attributes: readonly string[]
  readonly children: readonly string[]
  readonly limited: ReadonlyMap<string, number>
  /** The rank of each child; empty when they may stand in any order. One known from a schema only has none. */
  readonly order: ReadonlyMap<string, number>
}

const demands = new Map<ElementSpec, Demands>()

export function demandsOf(spec: ElementSpec): Demands {
  const known = demands.get(spec)
  if (known !== undefined) return known
  const children = Object.entries(spec.children)
  const found: Demands = {
    attributes: Object.keys(spec.attributes).filter((name) => spec.attributes[name]?.required),
    children: children.flatMap(([name, { min, neededUnless }]) => (min > 0 || neededUnless ? [name] : [])),
    limited: new Map(children.flatMap(([name, { max }]) => (max === undefined ? [] : [[name, max] as const]))),
    order: new Map(
      children.flatMap(([name, { undocumented }], rank) =>
        spec.childOrder === 'any' || undocumented ? [] : [[name, rank] as const],
      ),
    ),
  }
  demands.set(spec, found)
  return found
}
