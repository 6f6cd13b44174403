import { completionsAt } from '../expression/complete.ts'
import type { Analysis } from '../model/analysis.ts'
import { decodeCode } from '../syntax/decode.ts'
import type { Expression } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'

export interface ExpressionHover {
  readonly span: Span
  /** Markdown. */
  readonly text: string
}

/** The member, type or local that is named at the cursor: every overload, and what it does. */
export function hoverExpression(
  analysis: Analysis,
  expression: Expression,
  offset: number,
): ExpressionHover | undefined {
  if (offset < expression.code.start) return undefined
  const { text: code, toDecoded, toRaw } = decodeCode(analysis.text, expression)
  const found = completionsAt({ code, form: expression.form, offset: toDecoded(offset) })
  if (found === undefined) return undefined
  const { start, end } = found.replace
  const name = code.slice(start, end)
  const item = name === '' ? undefined : found.items.find(({ label }) => label === name)
  if (item === undefined) return undefined
  const owner = found.owner === undefined ? '' : ` of \`${found.owner}\``
  const kind = item.kind === 'context' ? 'the request in hand' : `${item.kind.replace('-', ' ')}${owner}`
  const text = [`\`\`\`csharp\n${item.signatures.join('\n')}\n\`\`\``, kind, item.summary].filter((part) => part !== '')
  return { span: { start: toRaw(start), end: toRaw(end) }, text: text.join('\n\n') }
}
