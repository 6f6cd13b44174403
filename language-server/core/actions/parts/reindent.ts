import { indentAt } from '../../lint/fixes/layout.ts'
import type { Analysis } from '../../model/analysis.ts'
import { pathAt } from '../../syntax/query.ts'
import type { Span } from '../../text/span.ts'

/**
 * A stretch of the document at another indentation. Only white space that nobody reads changes: lines that begin inside a text, a value
 * or a string of C# stay as they are.
 * @param to the indentation of its first line
 */
export function reindented(analysis: Analysis, { start, end }: Span, to: string): string {
  const { text } = analysis
  const from = indentAt(text, start)
  let out = ''
  let at = start
  for (let line = text.indexOf('\n', start) + 1; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
    const own = indentAt(text, line)
    if (/[\r\n]/.test(text[line + own.length] ?? '\n') || !isFree(analysis, line)) continue
    out += text.slice(at, line)
    at = line + own.length
    out += own.startsWith(from) ? to + own.slice(from.length) : own
  }
  return out + text.slice(at, end)
}

function isFree({ tree, text, meaningOf }: Analysis, offset: number): boolean {
  const { node, ancestors } = pathAt(tree, offset)
  switch (node.kind) {
    case 'document':
    case 'comment':
    case 'element':
      return true
    case 'text': {
      const [parent] = ancestors
      if (parent?.kind !== 'element' || node.raw.trim() !== '') return false
      const meaning = meaningOf(parent)
      const content = meaning?.spec?.content
      return meaning?.role === 'section' || meaning?.role === 'root' || content === 'children' || content === 'policies'
    }
    case 'expression':
      // A verbatim string goes over lines as it is written.
      return !node.verbatim && !/@\$?(?:"|&quot;)|\$@(?:"|&quot;)/.test(text.slice(node.start, node.end))
    default:
      return false
  }
}
