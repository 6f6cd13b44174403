import type { Expr } from '../expression/tree.ts'
import { rawSpan } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import type { Analysis } from '../model/analysis.ts'
import type { ExpressionUse } from '../model/expressions.ts'
import { encodeExpressionContent, encodeExpressionValue } from '../syntax/decode.ts'
import type { Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'

/** A change of the document that nobody needs and somebody may want. */
export interface Action {
  /** Its file's name. */
  readonly id: string
  /** As LSP names kinds of code actions. */
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite'
  /** What it would do at a selection; undefined where nobody would look for it. */
  offer(place: ActionPlace): ActionOffer | undefined
}

export interface ActionPlace {
  readonly analysis: Analysis
  /** The selection; empty when there is only a cursor. */
  readonly span: Span
}

/** `disabled` says in one sentence why it is not possible here. */
export type ActionOffer =
  | { readonly title: string; readonly edits: readonly Edit[] }
  | { readonly title: string; readonly disabled: string }

/** A selection in the C# of an expression; offsets are those of the code. */
export interface CodeSelection {
  readonly use: ExpressionUse
  readonly tree: NonNullable<ExpressionUse['tree']>
  readonly code: string
  readonly start: number
  readonly end: number
}

/** The selection in the code of the expression that holds it; undefined elsewhere, and where the C# has faults. */
export function selectedCode({ analysis, span }: ActionPlace): CodeSelection | undefined {
  const use = analysis
    .expressions()
    .find(({ expression }) => expression.start <= span.start && span.end <= expression.end)
  if (use?.tree === undefined || use.tree.diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const { code, toRaw = (at: number) => at } = use.source
  const offsetOf = (raw: number): number => {
    let low = 0
    let high = code.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (toRaw(middle) <= raw) low = middle
      else high = middle - 1
    }
    return low
  }
  return { use, tree: use.tree, code, start: offsetOf(span.start), end: offsetOf(span.end) }
}

/** The terms around a selection, innermost first. */
export function termsAround({ tree, start, end }: CodeSelection): readonly Expr[] {
  const found: Expr[] = []
  walkCode(tree, {
    expression(expr) {
      if (expr.start <= start && end <= expr.end) found.unshift(expr)
    },
  })
  return found
}

/** The edit that writes code in place of a stretch of code, as the place in the document wants it written. */
export function codeEdit(analysis: Analysis, use: ExpressionUse, at: Span, code: string): Edit {
  return { span: rawSpan(use.source, at), newText: encodedFor(analysis, use, code) }
}

export function encodedFor({ tree }: Analysis, { expression, attribute }: ExpressionUse, code: string): string {
  if (expression.verbatim) return code
  if (attribute === undefined) return encodeExpressionContent(code, tree.dialect)
  const quote = attribute.value?.quote === "'" ? "'" : '"'
  return encodeExpressionValue(code, tree.dialect, quote)
}
