import { shortType } from '../../expression/clr/clr-type.ts'
import { type ExpressionTree, rawSpan } from '../../expression/tree.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { ExpressionUse } from '../../model/expressions.ts'
import { readsOf, VARIABLES } from '../../model/flow-reads.ts'
import { variablesAt } from '../../model/variables.ts'
import type { Span } from '../../text/span.ts'
import type { Fix } from '../finding.ts'

type Use = Pick<ExpressionUse, 'source' | 'expression'> & { readonly tree: ExpressionTree }

/**
 * A context variable is an object to C#: where a member of its value is used, the cast to the type that was stored makes it available.
 * @param at the member's name, or the whole of an access by an index, in the code.
 */
export function castVariable(analysis: Analysis, use: Use, at: Span): readonly Fix[] {
  const read = readsOf(use.tree).reads.find(
    (one) =>
      one.kind === 'entry' &&
      one.dictionary === VARIABLES &&
      one.use === 'index' &&
      one.consumer.kind === 'member' &&
      one.consumer.nameSpan.start === at.start &&
      one.consumer.nameSpan.end === at.end,
  )
  if (read?.kind !== 'entry') return []
  const known = variablesAt(analysis, use.expression.start).get(read.name)
  const [type, another] = known?.types ?? []
  if (type === undefined || another !== undefined) return []
  const { start, end } = rawSpan(use.source, read.term)
  const name = shortType(type).replaceAll('<', analysis.tree.dialect === 'xml' ? '&lt;' : '<')
  const edits = [
    { span: { start, end: start }, newText: `((${name})` },
    { span: { start: end, end }, newText: ')' },
  ]
  return [{ title: `Cast the variable to '${shortType(type)}'`, edits, preferred: true }]
}
