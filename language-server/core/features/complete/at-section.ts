import { SECTIONS } from '../../catalog/policy.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { Kind, type Offer } from './item.ts'

const details = {
  inbound: 'Runs when the request arrives',
  backend: 'Runs before the request is forwarded',
  outbound: 'Runs when the response comes back',
  'on-error': 'Runs after an error in the other sections',
} as const

export interface AtSection {
  readonly root: Element
  readonly self: Element | undefined
  readonly form: 'insert' | 'rename'
  readonly replace: Span
}

/** The sections that the document does not have yet, in their customary order. */
export function atSection({ options }: Analysis, { root, self, form, replace }: AtSection): readonly Offer[] {
  const present = new Set(root.children.map((child) => (child.kind === 'element' && child !== self ? child.name : '')))
  const base = options.scope === 'global' ? '' : '<base />\n\t'
  return SECTIONS.filter((section) => !present.has(section)).map((section) => ({
    label: section,
    kind: Kind.Module,
    replace,
    text: form === 'insert' ? `<${section}>\n\t${base}$0\n</${section}>` : section,
    format: form === 'insert' ? 'snippet' : 'plain',
    rank: SECTIONS.indexOf(section),
    detail: details[section],
  }))
}
