import { checkTree } from '../expression/check.ts'
import { type ClrType, isUnknown, shortType } from '../expression/clr/clr-type.ts'
import { textOf } from '../expression/clr/text.ts'
import { completionsAt } from '../expression/complete.ts'
import { namingTextAt } from '../expression/complete-text.ts'
import { symbolAt } from '../expression/symbols.ts'
import { codeOffset, type Expr, type ExpressionTree, rawSpan } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import type { Analysis } from '../model/analysis.ts'
import type { ExpressionUse } from '../model/expressions.ts'
import { decodeCode } from '../syntax/decode.ts'
import type { Expression } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { describeVariable } from './describe-variable.ts'
import { expressionAt } from './occurrences.ts'

export interface ExpressionHover {
  readonly span: Span
  /** Markdown. */
  readonly text: string
}

/**
 * The member, type or local that is named at the cursor: every overload, and what it does; behind `var` its type, and the value of what
 * the compiler computes.
 */
export function hoverExpression(
  analysis: Analysis,
  expression: Expression,
  offset: number,
): ExpressionHover | undefined {
  if (offset < expression.code.start) return undefined
  const use = expressionAt(analysis, offset)
  return (
    (use && hoverVariable(use, codeOffset(use.source, offset))) ??
    hoverName(analysis, expression, offset) ??
    (use && hoverConstant(use, codeOffset(use.source, offset)))
  )
}

function hoverName(analysis: Analysis, expression: Expression, offset: number): ExpressionHover | undefined {
  const { text: code, toDecoded, toRaw } = decodeCode(analysis.text, expression)
  const naming = namingTextAt(code, toDecoded(offset))
  if (naming !== undefined) {
    const { names, span, value } = naming
    const where = { start: toRaw(span.start), end: toRaw(span.end) }
    if (names !== 'variable' || value === '') return undefined
    return { span: where, text: describeVariable(analysis, value, where.start) }
  }
  const found = completionsAt({ code, form: expression.form, offset: toDecoded(offset) })
  if (found === undefined) return undefined
  const { start, end } = found.replace
  const name = code.slice(start, end)
  const item = name === '' ? undefined : found.items.find(({ label }) => label === name)
  if (item === undefined) return undefined
  const owner = found.owner === undefined ? '' : ` of \`${found.owner}\``
  const kind = item.kind === 'context' ? 'the request in hand' : `${item.kind.replace('-', ' ')}${owner}`
  const text = [csharp(item.signatures.join('\n')), kind, item.summary].filter((part) => part !== '')
  return { span: { start: toRaw(start), end: toRaw(end) }, text: text.join('\n\n') }
}

const csharp = (code: string): string => `\`\`\`csharp\n${code}\n\`\`\``

/** A variable that the code declares, by any of its mentions, or the `var` in front of it. */
function hoverVariable({ tree, source }: ExpressionUse, at: number): ExpressionHover | undefined {
  if (tree === undefined) return undefined
  const { typeOfVariable } = checkTree(tree)
  const symbol = symbolAt(tree, at)
  const token = tree.tokens.findIndex(({ start, end }) => start <= at && at < end)
  if (symbol === undefined) {
    const declared = tree.tokens[token]?.text === 'var' && symbolAt(tree, tree.tokens[token + 1]?.start ?? -1)
    const type = declared ? typeOfVariable(declared.declaration) : undefined
    if (type === undefined || isUnknown(type)) return undefined
    return { span: rawSpan(source, tree.tokens[token] ?? { start: at, end: at }), text: csharp(shortType(type)) }
  }
  const type = typeOfVariable(symbol.declaration)
  const mention = symbol.mentions.find(({ start, end }) => start <= at && at <= end)
  if (type === undefined || mention === undefined || symbol.kind === 'local-function') return undefined
  const constant = symbol.kind === 'constant' ? constantOf(tree, symbol.declaration.start) : undefined
  const value = constant === undefined ? '' : ` = ${constant}`
  const word = symbol.kind === 'constant' ? 'const ' : ''
  const text = `${csharp(`${word}${shortType(type)} ${symbol.name}${value}`)}\n\n${symbol.kind.replace('-', ' ')}`
  return { span: rawSpan(source, mention), text }
}

/** The value of a constant by its name's offset. */
function constantOf(tree: ExpressionTree, declaration: number): string | undefined {
  const { constantOf: computed, typeOf } = checkTree(tree)
  let found: string | undefined
  walkCode(tree, {
    statement(one) {
      if (one.kind !== 'local') return
      const value = one.declarators.find(({ name }) => name.start === declaration)?.value
      const known = value && computed(value)
      if (value !== undefined && known !== undefined) found = written(known.value, typeOf(value))
    },
  })
  return found
}

/** What the compiler computes of the whole term around the cursor: `60 * 60` is 3600. */
function hoverConstant({ tree, source }: ExpressionUse, at: number): ExpressionHover | undefined {
  if (tree === undefined) return undefined
  const { constantOf: computed, typeOf } = checkTree(tree)
  let outermost: Expr | undefined
  walkCode(tree, {
    expression(expr) {
      if (outermost !== undefined || at < expr.start || expr.end < at) return
      if (expr.kind !== 'literal' && computed(expr) !== undefined) outermost = expr
    },
  })
  const known = outermost && computed(outermost)
  if (outermost === undefined || known === undefined || outermost.kind === 'name') return undefined
  const type = typeOf(outermost)
  if (type === undefined) return undefined
  const text = `${csharp(`${shortType(type)} = ${written(known.value, type)}`)}\n\nconstant`
  return { span: rawSpan(source, outermost), text }
}

function written(value: unknown, type: ClrType | undefined): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  const text = textOf(value)
  return type?.name === 'System.Char' ? `'${text}'` : type?.name === 'System.Boolean' ? text.toLowerCase() : text
}
