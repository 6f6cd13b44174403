import type { Expr } from '../../expression/tree.ts'
import { rawSpan } from '../../expression/tree.ts'
import type { Analysis, Meaning } from '../../model/analysis.ts'
import { type ExpressionUse, isReadable } from '../../model/expressions.ts'
import type { Span } from '../../text/span.ts'
import type { ActionPlace } from '../action.ts'
import { isBroken, isClosed } from './selected-policies.ts'

/** The condition of a `when`: `@(…)` in C# without a fault, which nothing replaces before it runs. */
export interface Condition {
  readonly use: ExpressionUse
  readonly tree: NonNullable<ExpressionUse['tree']>
  readonly root: Expr
  readonly code: string
}

/** The condition; otherwise one sentence that says why it cannot be taken apart. */
export function conditionOf(analysis: Analysis, when: Meaning): Condition | string {
  const use = analysis
    .expressions()
    .find(({ meaning, attribute }) => meaning === when && attribute?.name === 'condition')
  if (use === undefined) return 'The condition is no expression.'
  const { tree } = use
  if (tree === undefined || !isReadable(tree, analysis.options.placeholders))
    return 'The C# of the condition has faults, or another tool writes a part of it.'
  if (tree.root.kind === 'block') return 'The condition is a block of statements.'
  const { code } = use.source
  if (/\/\/|\/\*/.test(code)) return 'A comment stands in the condition and would be lost.'
  return { use, tree, root: tree.root, code }
}

/** The `choose`, `when` or `otherwise` in whose tag a place is, of a `choose` whose elements are all closed. */
export function branchAt({ analysis, span }: ActionPlace): Meaning | undefined {
  const found = analysis.meanings.find(({ name, role, element: { start, openEnd, close } }) => {
    const isInTag =
      (start <= span.start && span.end < openEnd) ||
      (close !== undefined && close.start <= span.start && span.end <= close.end)
    return isInTag && (name === 'choose' || ((name === 'when' || name === 'otherwise') && role === 'child'))
  })
  const choose = found?.name === 'choose' ? found : found?.parent
  if (choose?.name !== 'choose' || !isClosed(choose.element) || isBroken(analysis, choose.element)) return undefined
  return found
}

/** The branches of a `choose`, in order. */
export const branchesOf = (analysis: Analysis, choose: Meaning): readonly Meaning[] =>
  choose.elements.flatMap((element) => analysis.meaningOf(element) ?? [])

/** The C# of the whole condition, without the brackets around it. */
export const codeSpan = ({ use, code }: Condition): Span => rawSpan(use.source, { start: 0, end: code.length })

/** What stands between the tags of an element. */
export const innerText = (analysis: Analysis, { element: { openEnd, close, selfClosing } }: Meaning): string =>
  selfClosing || close === undefined ? '' : analysis.text.slice(openEnd, close.start)
