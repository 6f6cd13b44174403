import { policiesAllowedIn } from '../../catalog/lookup.ts'
import type { Policy, Section } from '../../catalog/policy.ts'
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
  const { form, replace } = at
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
  const isSpent = spentIn(analysis, at)
  for (const { policy, offer } of prepared(analysis, at)) {
    if (isSpent(policy)) continue
    offers.push(form === 'insert' ? { ...offer, replace } : { ...offer, replace, text: offer.label, format: 'plain' })
  }
  return offers
}

interface Prepared {
  readonly policy: Policy
  readonly offer: Omit<Offer, 'replace'>
}

/** By place; there are not many, and the catalogue never changes. */
const preparedAt = new Map<string, readonly Prepared[]>()

function prepared(
  { kind, options: { scope, gateway } }: Analysis,
  { parent: { section } }: AtElement,
): readonly Prepared[] {
  const document = kind === 'fragment' || scope === 'fragment' ? 'fragment' : 'policies'
  const place = `${document} ${section} ${scope} ${gateway}`
  let found = preparedAt.get(place)
  if (found === undefined) {
    found = policiesAllowedIn({
      ...(section && { section }),
      ...(scope && { scope }),
      ...(gateway && { gateway }),
      document,
    }).flatMap((policy) =>
      policy.name === 'base' || policy.status === 'undocumented' ? [] : [{ policy, offer: offerOf(policy, section) }],
    )
    preparedAt.set(place, found)
  }
  return found
}

function offerOf(policy: Policy, section: Section | undefined): Omit<Offer, 'replace'> {
  const deprecated = policy.status === 'deprecated'
  return {
    label: policy.name,
    kind: Kind.Class,
    text: snippetOf(policy),
    format: 'snippet',
    rank: deprecated ? DEPRECATED_RANK : POLICY_RANK + likelihood(policy.name, section),
    detail: policy.status === 'preview' ? `${policy.title} (preview)` : policy.title,
    deprecated,
    about: { path: [policy.name] },
  }
}

/** `<base />` stands once, directly in a section, and means nothing at the widest scope. */
function mayHoldBase({ options }: Analysis, { parent, self }: AtElement): boolean {
  if (parent.role !== 'section' || options.scope === 'global') return false
  return !parent.element.children.some((child) => child.kind === 'element' && child !== self && child.name === 'base')
}

/** Tells of a policy whether it may stand only once, and does. */
function spentIn({ meanings }: Analysis, { parent, self }: AtElement): (policy: Policy) => boolean {
  let spent: Set<Policy> | undefined
  const read = (): Set<Policy> => {
    const found = new Set<Policy>()
    for (const { element, policy, section, parent: holder } of meanings) {
      if (policy?.occurrence === undefined || element === self || policy.disputed?.includes('occurrence')) continue
      const counts =
        policy.occurrence === 'once-per-definition' ||
        (section === parent.section && holder?.element === parent.element)
      if (counts) found.add(policy)
    }
    return found
  }
  return (policy) => {
    if (policy.occurrence === undefined) return false
    spent ??= read()
    return spent.has(policy)
  }
}
