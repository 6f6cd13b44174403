import { checkTree } from '../../expression/check.ts'
import { completionsAt } from '../../expression/complete.ts'
import { parseExpression } from '../../expression/parse.ts'
import { type Expr, type ExpressionDiagnostic, type ExpressionTree, rawSpan } from '../../expression/tree.ts'
import type { ExpressionUse } from '../../model/expressions.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { alternative } from './allowed-alternatives.ts'

type Use = Pick<ExpressionUse, 'source'> & { readonly tree: ExpressionTree }

/** A change of the code, in offsets of the code. */
interface Change {
  readonly title: string
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]
}

/** What would mend a finding of the checker; empty when only the author knows. */
export function repairsOf(use: Use, diagnostic: ExpressionDiagnostic): readonly Fix[] {
  const change = changeFor(use, diagnostic)
  if (!change) return []
  const edits = change.edits.map(({ start, end, text }) => ({
    span: rawSpan(use.source, { start, end }),
    newText: text,
  }))
  return [{ title: change.title, edits, preferred: true }]
}

function changeFor(use: Use, { code, message, span }: ExpressionDiagnostic): Change | undefined {
  const written = use.source.code.slice(span.start, span.end)
  switch (code) {
    case 'CS0103':
    case 'CS0117':
    case 'CS0246':
    case 'CS0234':
    case 'CS1061':
      return rename(use, written, span)
    case 'CS0266':
    case 'CS0029':
    case 'CS1503':
      return conversion(message, written, span)
    case 'CS0252':
    case 'CS0253':
      return castOperand(use.tree, code === 'CS0252' ? 'left' : 'right', span)
    case 'CS0161':
      return use.source.form === 'brace' && span.start >= use.source.code.length ? missingReturn(use) : undefined
    case 'APIM0001':
    case 'APIM0002':
      return alternative(use.source.code, span)
    default:
      return undefined
  }
}

interface Place {
  readonly start: number
  readonly end: number
}

function rename({ source }: Use, written: string, at: Place): Change | undefined {
  if (!/^\w+$/.test(written)) return undefined
  const { code, form } = source
  const labels = (completionsAt({ code, form, offset: at.end })?.items ?? []).map(({ label }) => label)
  const meant = nearest(written, labels)
  return meant === undefined ? undefined : { title: `Change to '${meant}'`, edits: [{ ...at, text: meant }] }
}

const numbers = new Set('byte sbyte short ushort int uint long ulong float double decimal'.split(' '))

/** A cast where one exists, and text of what is none. */
function conversion(message: string, written: string, at: Place): Change | undefined {
  const [, from = '', to = ''] = /(?:convert type|convert from) '([^']+)' to '([^']+)'/.exec(message) ?? []
  const root = parseExpression({ code: written, form: 'paren' }).root
  if (from === '' || root.kind === 'assignment' || root.kind === 'block') return undefined
  const isCast =
    message.includes('explicit conversion exists') || from === 'object' || (numbers.has(from) && numbers.has(to))
  if (!isCast && to !== 'string') return undefined
  if (['void', 'lambda expression', 'method group', '<null>'].includes(from)) return undefined
  const [open, close] = isPrimary(root) ? ['', ''] : ['(', ')']
  const start = { start: at.start, end: at.start }
  const end = { start: at.end, end: at.end }
  if (isCast)
    return {
      title: `Cast to '${to}'`,
      edits: [{ ...start, text: `(${to})${open}` }, ...(close === '' ? [] : [{ ...end, text: close }])],
    }
  return {
    title: 'Turn into a text',
    edits: [...(open === '' ? [] : [{ ...start, text: open }]), { ...end, text: `${close}.ToString()` }],
  }
}

/** Whether a cast before it takes the whole of it. */
export const isPrimary = ({ kind }: Expr): boolean =>
  ['name', 'member', 'invocation', 'element', 'literal', 'parenthesized', 'interpolated', 'new'].includes(kind)

function castOperand(tree: ExpressionTree, side: 'left' | 'right', at: Place): Change | undefined {
  const binary = findBinary(tree.root, at)
  const operand = binary?.[side]
  if (!operand) return undefined
  const [open, close] = isPrimary(operand) ? ['', ''] : ['(', ')']
  return {
    title: "Cast to 'string'",
    edits: [
      { start: operand.start, end: operand.start, text: `(string)${open}` },
      ...(close === '' ? [] : [{ start: operand.end, end: operand.end, text: close }]),
    ],
  }
}

function findBinary(node: unknown, at: Place): Extract<Expr, { kind: 'binary' }> | undefined {
  if (node === null || typeof node !== 'object') return undefined
  if (Array.isArray(node)) {
    for (const one of node) {
      const found = findBinary(one, at)
      if (found) return found
    }
    return undefined
  }
  const expr = node as Expr
  if (expr.kind === 'binary' && expr.start === at.start && expr.end === at.end) return expr
  return findBinary(Object.values(node), at)
}

const emptyValues: Readonly<Record<string, string>> = {
  'System.Boolean': 'false',
  'System.String': '""',
  'System.Int32': '0',
  'System.Int64': '0',
  'System.Double': '0',
}

function missingReturn({ source, tree }: Use): Change {
  const { code } = source
  const at = code.trimEnd().length
  const isLong = code.includes('\n')
  const indent = isLong ? (/\n([ \t]*)\S[^\n]*\s*$/.exec(code)?.[1] ?? '') : ''
  const value = emptyValues[checkTree(tree).type] ?? 'null'
  const text = isLong ? `\n${indent}return ${value};` : ` return ${value};`
  return { title: `Add 'return ${value};'`, edits: [{ start: at, end: at, text }] }
}
