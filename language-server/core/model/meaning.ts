import type { ElementSpec } from '../catalog/lookup.ts'
import { type AttributeSpec, type Gateway, type Policy, SECTIONS, type Section } from '../catalog/policy.ts'
import { childElements } from '../syntax/query.ts'
import type { Attribute, Element, PolicyDocument, ValuePart } from '../syntax/tree.ts'
import type { DocumentOptions } from './options.ts'
import { specOfChild, specOfPolicy, variantOf, withVariant } from './spec.ts'
import { isPlain, readValue, type Value } from './value.ts'

/** `snippet`: policies or sections without the root that a stored document must have. */
export type DocumentKind = 'policies' | 'fragment' | 'resolver' | 'snippet' | 'unknown'

/**
 * What an element is in its place. `child`: an element that its parent's spec names. `foreign`: XML of another vocabulary.
 * `unknown`: below an element that the catalogue does not know, where nothing can be said.
 */
type Role =
  | 'root'
  | 'section'
  | 'base'
  | 'policy'
  | 'child'
  | 'foreign'
  | 'unknown-root'
  | 'unknown-section'
  | 'unknown-policy'
  | 'unknown-child'
  | 'unknown'

/** One attribute, and what the catalogue says of it in its place. */
export interface AttributeMeaning {
  readonly attribute: Attribute
  readonly name: string
  /** Undefined: not declared, or its element is not known. */
  readonly spec: AttributeSpec | undefined
  /** As far as the document itself tells; undefined when the attribute has none. */
  readonly value: Value | undefined
  /** The expression and the named values in the value. */
  readonly pieces: readonly ValuePart[]
}

/** What one element of a document means. */
export interface Meaning {
  readonly element: Element
  /** The element's name: read once here, since the tree cuts it out of the text each time. */
  readonly name: string
  readonly attributes: readonly AttributeMeaning[]
  /** The element's child elements. */
  readonly elements: readonly Element[]
  readonly role: Role
  readonly parent: Meaning | undefined
  /** The section that the element stands in; a section's own is itself. */
  readonly section: Section | undefined
  /** What the catalogue says of the element in this place, the variant it selects included. */
  readonly spec: ElementSpec | undefined
  /** The catalogue's entry when the element is a policy, directly or as a child of another one. */
  readonly policy: Policy | undefined
  /** The gateways of the variant that the element selects. */
  readonly variantGateways: readonly Gateway[] | undefined
}

export const isSection = (name: string): name is Section => (SECTIONS as readonly string[]).includes(name)

/** What kind of document a root element makes. */
export function kindOf(root: Element | undefined): DocumentKind {
  if (root === undefined) return 'unknown'
  if (root.name === 'policies') return 'policies'
  if (root.name === 'fragment') return 'fragment'
  const spec = specOfPolicy(root.name)
  if (spec?.policy?.resolverRoot) return 'resolver'
  return spec !== undefined || isSection(root.name) ? 'snippet' : 'unknown'
}

/** What one pass reads with. */
interface Reading {
  readonly kind: DocumentKind
  readonly text: string
  readonly known: Pick<DocumentOptions, 'placeholders'>
}

/** One pass in document order. A stack of its own, since documents can nest deeper than the call stack. */
export function readMeanings(tree: PolicyDocument, kind: DocumentKind, options: DocumentOptions): readonly Meaning[] {
  const { placeholders } = options
  const reading: Reading = { kind, text: tree.text, known: placeholders === undefined ? {} : { placeholders } }
  const meanings: Meaning[] = []
  const waiting: Meaning[] = []
  const enter = (elements: readonly Element[], parent: Meaning | undefined): void => {
    for (let at = elements.length - 1; at >= 0; at--) {
      const element = elements[at]
      if (element !== undefined) waiting.push(meaningFor(element, parent, reading))
    }
  }
  enter(childElements(tree), undefined)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    meanings.push(next)
    enter(next.elements, next)
  }
  return meanings
}

const NO_ATTRIBUTES: readonly AttributeMeaning[] = []
const NO_PIECES: readonly ValuePart[] = []
const NO_ELEMENTS: readonly Element[] = []

/** Reads the value when somebody asks: of most attributes nobody does between two keystrokes. */
class AttributeReading implements AttributeMeaning {
  declare readonly attribute: Attribute
  declare readonly name: string
  declare readonly spec: AttributeSpec | undefined
  declare private readonly reading: Reading
  declare private read: Pick<AttributeMeaning, 'value' | 'pieces'> | undefined

  constructor(attribute: Attribute, spec: ElementSpec | undefined, reading: Reading) {
    const { name } = attribute
    this.attribute = attribute
    this.name = name
    this.spec = spec !== undefined && Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined
    this.reading = reading
    this.read = undefined
  }

  get value(): Value | undefined {
    this.read ??= readAttribute(this.attribute, this.reading)
    return this.read.value
  }

  get pieces(): readonly ValuePart[] {
    this.read ??= readAttribute(this.attribute, this.reading)
    return this.read.pieces
  }
}

function readAttribute({ value }: Attribute, { text, known }: Reading): Pick<AttributeMeaning, 'value' | 'pieces'> {
  if (value === undefined) return { value: undefined, pieces: NO_PIECES }
  const { raw } = value
  if (isPlain(raw)) return { value: { kind: 'literal', text: raw }, pieces: NO_PIECES }
  const { parts } = value
  return { value: readValue(parts, text, known), pieces: parts.filter(({ kind }) => kind !== 'text') }
}

type Found = Pick<Meaning, 'role' | 'section' | 'spec'>

function meaningFor(element: Element, parent: Meaning | undefined, reading: Reading): Meaning {
  const { kind, text } = reading
  const { name, attributes } = element
  const { role, section, spec } = parent === undefined ? findRoot(name, kind) : findChild(name, parent)
  const variant = spec?.variants === undefined ? undefined : variantOf(spec, element, text)
  const inForce = spec !== undefined && variant !== undefined ? withVariant(spec, variant) : spec
  return {
    element,
    name,
    attributes:
      attributes.length === 0
        ? NO_ATTRIBUTES
        : attributes.map((attribute) => new AttributeReading(attribute, inForce, reading)),
    elements: element.children.length === 0 ? NO_ELEMENTS : childElements(element),
    role,
    parent,
    section,
    spec: inForce,
    policy: spec?.policy,
    variantGateways: variant?.gateways,
  }
}

function findRoot(name: string, kind: DocumentKind): Found {
  const spec = specOfPolicy(name)
  if (kind === 'policies' || kind === 'fragment') return { role: 'root', section: undefined, spec: undefined }
  if (kind === 'resolver') return { role: 'policy', section: undefined, spec }
  const section = isSection(name) ? name : undefined
  return { role: 'unknown-root', section, spec }
}

function findChild(name: string, parent: Meaning): Found {
  const { section } = parent
  switch (parent.role) {
    case 'root':
      if (parent.name === 'fragment') return findPolicy(name, section)
      if (isSection(name)) return { role: 'section', section: name, spec: undefined }
      return { role: 'unknown-section', section: undefined, spec: specOfPolicy(name) }
    case 'section':
      return findPolicy(name, section)
    case 'foreign':
      return { role: 'foreign', section, spec: undefined }
    case 'unknown-root':
      if (parent.section !== undefined) return findPolicy(name, section)
      break
    default:
  }
  return parent.spec === undefined
    ? { role: 'unknown', section, spec: undefined }
    : findInside(name, parent.spec, section)
}

function findPolicy(name: string, section: Section | undefined): Found {
  const spec = specOfPolicy(name)
  if (spec === undefined) return { role: 'unknown-policy', section, spec }
  return { role: name === 'base' ? 'base' : 'policy', section, spec }
}

function findInside(name: string, parent: ElementSpec, section: Section | undefined): Found {
  const named = Object.hasOwn(parent.children, name)
  const spec = specOfChild(parent, name)
  if (named && spec !== undefined) return { role: spec.content === 'foreign' ? 'foreign' : 'child', section, spec }
  if (parent.content === 'policies') return findPolicy(name, section)
  if (parent.content === 'foreign' || parent.content === 'mixed') return { role: 'foreign', section, spec: undefined }
  return { role: 'unknown-child', section, spec: specOfPolicy(name) }
}
