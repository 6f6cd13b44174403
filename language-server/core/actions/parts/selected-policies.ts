import type { Analysis, Meaning } from '../../model/analysis.ts'
import type { Element } from '../../syntax/tree.ts'
import { contains, type Span } from '../../text/span.ts'
import type { ActionPlace } from '../action.ts'

/** Policies that stand side by side and are selected from end to end. */
export interface SelectedPolicies {
  readonly first: Meaning
  /** In order, at least one. */
  readonly policies: readonly Meaning[]
  /** The section, branch, policy or fragment that holds them. */
  readonly parent: Meaning
  /** From the first policy to the end of the last one, comments between them included. */
  readonly span: Span
}

/** Whether any policy of the section may stand directly in an element. */
export const holdsPolicies = ({ role, name, spec, section, parent }: Meaning): boolean =>
  role === 'section' ||
  (role === 'root' && name === 'fragment') ||
  (parent === undefined && section === name) ||
  spec?.content === 'policies'

const isPolicy = ({ role }: Meaning): boolean => role === 'policy' || role === 'base' || role === 'unknown-policy'

/**
 * The policies of a selection; with a cursor alone, the one whose tag it is in. Undefined where the selection cuts a policy in two,
 * holds something else, or where it is not certain what belongs to what.
 */
export function selectedPolicies({ analysis, span }: ActionPlace): SelectedPolicies | undefined {
  const policies =
    span.start === span.end ? policyAt(analysis, span.start) : policiesIn(analysis, trimmed(analysis, span))
  const [first] = policies
  const last = policies.at(-1)
  const parent = first?.parent
  if (first === undefined || last === undefined || parent === undefined || !holdsPolicies(parent)) return undefined
  const found = { start: first.element.start, end: last.element.end }
  if (!policies.every(({ element }) => isClosed(element)) || isBroken(analysis, found)) return undefined
  return { first, policies, parent, span: found }
}

export const isClosed = ({ selfClosing, close }: Element): boolean => selfClosing || close !== undefined

/** Whether a mistake stands within a stretch, or around it something that was not closed. */
export const isBroken = ({ tree }: Analysis, span: Span): boolean =>
  tree.mistakes.some(
    (mistake) =>
      (mistake.start <= span.end && span.start <= mistake.end) ||
      mistake.name === 'missing-close-tag' ||
      mistake.name === 'unexpected-close-tag' ||
      mistake.name === 'mismatched-close-tag',
  )

const isInTag = ({ start, openEnd, close }: Element, offset: number): boolean =>
  (start <= offset && offset < openEnd) || (close !== undefined && close.start <= offset && offset <= close.end)

function policyAt({ meanings }: Analysis, offset: number): readonly Meaning[] {
  const found = meanings.find(
    (meaning) =>
      isPolicy(meaning) &&
      meaning.parent !== undefined &&
      holdsPolicies(meaning.parent) &&
      isInTag(meaning.element, offset),
  )
  return found === undefined ? [] : [found]
}

/** The selection without the white space at its ends. */
export function trimmed({ text }: Analysis, { start, end }: Span): Span {
  const selected = text.slice(start, end)
  const from = start + selected.length - selected.trimStart().length
  return { start: from, end: Math.max(from, start + selected.trimEnd().length) }
}

function policiesIn({ meanings, tree }: Analysis, span: Span): readonly Meaning[] {
  const first = meanings.find(({ element }) => element.start >= span.start)
  if (first === undefined || first.element.end > span.end) return []
  const siblings = meanings.filter(
    (meaning) =>
      meaning.parent === first.parent && meaning.element.start < span.end && span.start < meaning.element.end,
  )
  const content = first.element.parent.kind === 'element' ? first.element.parent.children : tree.children
  const isWhole = content
    .filter((child) => child.start < span.end && span.start < child.end)
    .every((child) => (child.kind === 'text' ? child.raw.trim() === '' : contains(span, child)))
  const around = first.element.parent
  const isInside = around.kind === 'element' && around.openEnd <= span.start && span.end <= (around.close?.start ?? 0)
  return isWhole && isInside && siblings.every(isPolicy) ? siblings : []
}

/** A meaning and everything inside it that is a policy in its own place. */
export function policiesBelow(analysis: Analysis, meaning: Meaning): readonly Meaning[] {
  return analysis.meanings.filter(
    (one) =>
      contains(meaning.element, one.element) &&
      (one === meaning || (one.parent !== undefined && holdsPolicies(one.parent))) &&
      one.role !== 'child',
  )
}
