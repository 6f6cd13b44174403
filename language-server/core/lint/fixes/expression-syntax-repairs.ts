import { parseExpression } from '../../expression/parse.ts'
import { type ExpressionDiagnostic, type ExpressionTree, rawSpan } from '../../expression/tree.ts'
import type { ExpressionUse } from '../../model/expressions.ts'
import type { Fix } from '../finding.ts'

type Use = Pick<ExpressionUse, 'source' | 'expression'> & { readonly tree: ExpressionTree }

/** What would mend a mistake of the syntax; only what leads to code that can be read is offered. */
export function syntaxRepairs(use: Use, { code, span }: ExpressionDiagnostic): readonly Fix[] {
  const { source } = use
  switch (code) {
    case 'CS1002':
      return insert(use, span.start, ';')
    case 'CS1026':
    case 'CS1525':
      return source.form === 'paren' ? [...withoutSemicolon(use), ...asBlock(use)].slice(0, 1) : []
    default:
      return []
  }
}

const isSound = (code: string, form: 'paren' | 'brace'): boolean =>
  parseExpression({ code, form }).diagnostics.every(({ severity }) => severity !== 'error')

function insert({ source, tree }: Use, at: number, text: string): readonly Fix[] {
  const { code, form } = source
  const mended = parseExpression({ code: code.slice(0, at) + text + code.slice(at), form })
  if (mended.diagnostics.length >= tree.diagnostics.length) return []
  return [
    {
      title: `Insert '${text}'`,
      edits: [{ span: rawSpan(source, { start: at, end: at }), newText: text }],
      preferred: true,
    },
  ]
}

/** `@(value;)` holds one expression. */
function withoutSemicolon({ source }: Use): readonly Fix[] {
  const { code } = source
  const trailing = /[;\s]+$/.exec(code)
  if (!trailing?.[0].includes(';') || !isSound(code.slice(0, trailing.index), 'paren')) return []
  const span = rawSpan(source, { start: trailing.index, end: trailing.index + trailing[0].length })
  return [{ title: "Remove the ';'", edits: [{ span, newText: '' }], preferred: true }]
}

/** `@(return value;)` holds statements, which need braces. */
function asBlock({ source, expression }: Use): readonly Fix[] {
  const { code } = source
  const body = code.trim()
  const whole = /[;}]$/.test(body) ? body : `${body};`
  if (!isSound(whole, 'brace')) return []
  const end = rawSpan(source, { start: code.length, end: code.length }).end
  return [
    {
      title: 'Write statements as @{ … }',
      edits: [
        { span: { start: expression.start, end: expression.start + 2 }, newText: '@{ ' },
        { span: { start: end, end: expression.end }, newText: `${whole === body ? '' : ';'} }` },
      ],
      preferred: true,
    },
  ]
}
