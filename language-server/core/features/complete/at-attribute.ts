import type { AttributeSpec } from '../../catalog/policy.ts'
import { snippetOfValue } from '../../catalog/snippet.ts'
import type { Meaning } from '../../model/analysis.ts'
import type { Attribute, Element } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { hasMember, isExcluded } from './at-child.ts'
import { Kind, type Offer } from './item.ts'
import { oncePerSpec } from './once-per-spec.ts'
import { catalogPath } from './path.ts'

export interface AtAttribute {
  readonly meaning: Meaning
  readonly self: Attribute | undefined
  readonly form: 'insert' | 'rename'
  readonly replace: Span
}

/** The attributes that are not there yet, required ones first. */
export function atAttribute({ meaning, self, form, replace }: AtAttribute): readonly Offer[] {
  const { element, spec } = meaning
  if (spec === undefined) return []
  const present = new Set(element.attributes.filter((attribute) => attribute !== self).map(({ name }) => name))
  const children = element.children.filter((child): child is Element => child.kind === 'element')
  const isThere = (member: string): boolean =>
    member.startsWith('<') ? hasMember(element, children, member) : present.has(member)
  const path = catalogPath(meaning)
  const offers: Offer[] = []
  for (const [name, attribute] of Object.entries(spec.attributes)) {
    if (present.has(name) || attribute.undocumented || isExcluded(name, spec.groups, isThere)) continue
    offers.push({
      label: name,
      kind: Kind.Property,
      replace,
      text: form === 'insert' ? written(name, attribute) : name,
      format: form === 'insert' ? 'snippet' : 'plain',
      rank: rankOf(name, attribute) + offers.length,
      detail: detailOf(name, attribute),
      about: { path, attribute: name },
    })
  }
  return offers
}

/** The `id` that every policy takes is seldom what one looks for. */
function rankOf(name: string, spec: AttributeSpec): number {
  if (spec.required) return 0
  return name === 'id' ? 300 : spec.suggested ? 50 : 100
}

const written = oncePerSpec((name: string, spec: AttributeSpec) => `${name}="${snippetOfValue(name, spec)}"`)

const detailOf = oncePerSpec((_name: string, spec: AttributeSpec) => {
  const type = spec.values === undefined ? spec.type : spec.values.join(' | ')
  const unit = spec.unit === undefined ? '' : ` (${spec.unit})`
  const note = spec.required ? ', required' : spec.default === undefined ? '' : `, default ${spec.default}`
  return `${type}${unit}${note}`
})
