import { policiesAllowedIn } from '../../catalog/lookup.ts'
import type { Policy } from '../../catalog/policy.ts'
import { snippetOf } from '../../catalog/snippet.ts'
import type { Analysis, Meaning } from '../../model/analysis.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { Kind, type Offer } from './item.ts'
import { likelihood } from './likely.ts'

export interface AtElement {
  readonly parent: Meaning
  readonly self: Element | undefined
  readonly form: 'insert' | 'rename'
  readonly replace: Span
}

const BASE_RANK = 0
const POLICY_RANK = 10
const DEPRECATED_RANK = 500

/** The policies that section, scope and gateway allow, likely ones first, and `<base />` where it may stand. */
export function atPolicy(analysis: Analysis, at: AtElement): readonly Offer[] {
  const { parent, form, replace } = at
  const { scope, gateway } = analysis.options
  const section = parent.section
  const offers: Offer[] = mayHoldBase(analysis, at)
    ? [
        {
          label: 'base',
          kind: Kind.Interface,
          replace,
          text: form === 'insert' ? '<base />' : 'base',
          format: 'plain',
          rank: BASE_RANK,
          detail: 'The policies of the parent scope',
          about: { path: ['base'] },
        },
      ]
    : []
  const allowed = policiesAllowedIn({
    ...(section && { section }),
    ...(scope && { scope }),
    ...(gateway && { gateway }),
    document: analysis.kind === 'fragment' || scope === 'fragment' ? 'fragment' : 'policies',
  })
  for (const policy of allowed) {
    if (policy.name === 'base' || policy.status === 'undocumented' || isSpent(analysis, policy, at)) continue
    const deprecated = policy.status === 'deprecated'
    offers.push({
      label: policy.name,
      kind: Kind.Class,
      replace,
      text: form === 'insert' ? snippetOf(policy) : policy.name,
      format: form === 'insert' ? 'snippet' : 'plain',
      rank: deprecated ? DEPRECATED_RANK : POLICY_RANK + likelihood(policy.name, section),
      detail: policy.status === 'preview' ? `${policy.title} (preview)` : policy.title,
      deprecated,
      about: { path: [policy.name] },
    })
  }
  return offers
}

/** `<base />` stands once, directly in a section, and means nothing at the widest scope. */
function mayHoldBase({ options }: Analysis, { parent, self }: AtElement): boolean {
  if (parent.role !== 'section' || options.scope === 'global') return false
  return !parent.element.children.some((child) => child.kind === 'element' && child !== self && child.name === 'base')
}

/** A policy that may stand only once, and does. */
function isSpent({ meanings }: Analysis, policy: Policy, { parent, self }: AtElement): boolean {
  if (policy.occurrence === undefined || policy.disputed?.includes('occurrence')) return false
  return meanings.some(
    (meaning) =>
      meaning.element !== self &&
      meaning.policy === policy &&
      (policy.occurrence === 'once-per-definition' ||
        (meaning.section === parent.section && meaning.parent?.element === parent.element)),
  )
}
