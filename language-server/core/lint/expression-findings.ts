import { checkTree } from '../expression/check.ts'
import { completionsAt } from '../expression/complete.ts'
import { type ExpressionDiagnostic, type ExpressionTree, rawSpan } from '../expression/tree.ts'
import type { ExpressionUse } from '../model/expressions.ts'
import { hasPlaceholder } from '../model/placeholders.ts'
import { nearest } from '../text/nearest.ts'
import type { Fix } from './finding.ts'
import type { Context } from './rule.ts'

/** Expressions whose types can be told: readable C#, in which no other tool has something left to replace. */
export function* judgedExpressions(cx: Context): Iterable<ExpressionUse & { readonly tree: ExpressionTree }> {
  for (const use of cx.analysis.expressions()) {
    const { tree, meaning, source } = use
    if (tree === undefined || meaning.role === 'foreign') continue
    if (hasPlaceholder(source.code, cx.analysis.options.placeholders)) continue
    if (tree.diagnostics.some(({ severity }) => severity === 'error')) continue
    yield { ...use, tree }
  }
}

export interface ExpressionRule {
  /** The numbers of the findings that the rule reports. */
  readonly codes: readonly string[]
  /** Offers the nearest name that would be right instead. */
  readonly suggests?: 'names'
}

/** Reports what the checker finds in the document's expressions, with the compiler's words and number. */
export function reportExpressions(cx: Context, { codes, suggests }: ExpressionRule): void {
  for (const use of judgedExpressions(cx)) {
    const { tree, source, meaning } = use
    for (const diagnostic of checkTree(tree).diagnostics) {
      const { code, message, severity, span } = diagnostic
      if (!codes.includes(code)) continue
      cx.report({
        element: meaning.element,
        span: rawSpan(source, span),
        severity,
        message: `${message.replace(/\.$/, '')} (${code}).`,
        serviceMessage: message,
        ...(suggests && { fixes: () => renames(use, diagnostic) }),
      })
    }
  }
}

function renames({ source }: ExpressionUse, { span }: ExpressionDiagnostic): readonly Fix[] {
  const { code, form } = source
  const written = code.slice(span.start, span.end)
  if (!/^\w+$/.test(written)) return []
  const items = completionsAt({ code, form, offset: span.end })?.items ?? []
  const meant = nearest(
    written,
    items.map(({ label }) => label),
  )
  if (meant === undefined) return []
  return [{ title: `Change to '${meant}'`, edits: [{ span: rawSpan(source, span), newText: meant }], preferred: true }]
}
