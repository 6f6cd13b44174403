import { isAllowedIn, policyNamed } from '../../catalog/lookup.ts'
import { indentAt, layoutOf } from '../../lint/fixes/layout.ts'
import type { Analysis, Meaning } from '../../model/analysis.ts'
import type { ActionOffer, ActionPlace } from '../action.ts'
import { reindented } from './reindent.ts'
import { type SelectedPolicies, selectedPolicies } from './selected-policies.ts'

/** The one sentence that says why a policy may not stand in the place of another; undefined where it may. */
export function whyNotAllowed(analysis: Analysis, name: string, section: Meaning['section']): string | undefined {
  const policy = policyNamed(name)
  if (policy === undefined) return undefined
  const { scope, gateway } = analysis.options
  const document = analysis.kind === 'fragment' ? 'fragment' : 'policies'
  if (document === 'fragment' && !isAllowedIn(policy, { document })) return `<${name}> is not allowed in a fragment.`
  if (section !== undefined && !isAllowedIn(policy, { document, section }))
    return `<${name}> is not allowed in the section ${section}.`
  if (scope !== undefined && !isAllowedIn(policy, { document, scope }))
    return `<${name}> is not allowed in the scope ${scope}.`
  if (gateway !== undefined && !isAllowedIn(policy, { document, gateway }))
    return `The gateway ${gateway} does not run <${name}>.`
  return undefined
}

interface Wrapper {
  readonly policy: string
  /** The open tags around the policies, outermost first, without their brackets. */
  tags(selected: SelectedPolicies, analysis: Analysis): readonly string[]
}

/** Offers to put the selected policies into another one. */
export function wrapIn(place: ActionPlace, { policy, tags }: Wrapper): ActionOffer | undefined {
  const { analysis } = place
  const selected = selectedPolicies(place)
  if (selected === undefined) return undefined
  const title = `Wrap in <${policy}>`
  if (selected.policies.some(({ role }) => role === 'base'))
    return { title, disabled: '<base /> may stand directly in a section only.' }
  const refused = whyNotAllowed(analysis, policy, selected.first.section)
  if (refused !== undefined) return { title, disabled: refused }
  return { title, edits: [{ span: selected.span, newText: wrapped(analysis, selected, tags(selected, analysis)) }] }
}

function wrapped(analysis: Analysis, { span }: SelectedPolicies, tags: readonly string[]): string {
  const { newline, unit } = layoutOf(analysis.text)
  const indent = indentAt(analysis.text, span.start)
  const steps = (count: number): string => newline + indent + unit.repeat(count)
  const open = tags.map((tag, depth) => `${depth === 0 ? '' : steps(depth)}<${tag}>`).join('')
  const close = tags.map((tag, depth) => `${steps(depth)}</${/^\S+/.exec(tag)?.[0] ?? tag}>`).reverse()
  return open + steps(tags.length) + reindented(analysis, span, indent + unit.repeat(tags.length)) + close.join('')
}
