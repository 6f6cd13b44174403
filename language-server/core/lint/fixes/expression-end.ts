import { parse } from '../../syntax/parse.ts'
import type { Dialect, Mistake } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { applyEdits } from '../../text/edit.ts'

const ENDS = [')', '))', ')))', '))))', '}', ' }', ' } }', ' } } }', ')}', ');}', '; }', ']}', '])']

/**
 * What closes an expression that has no end: brackets at the end of its value or text, when the parser agrees that they do.
 * @param mistake of the name `unterminated-expression`
 */
export function expressionEnd(mistake: Mistake, text: string, dialect: Dialect): Edit | undefined {
  const at = placeOf(mistake, text)
  if (at === undefined) return undefined
  const before = parse(text, dialect).mistakes.length
  return ENDS.map((newText) => ({ span: { start: at, end: at }, newText })).find((edit) => {
    const { mistakes } = parse(applyEdits(text, [edit]), dialect)
    return mistakes.length < before && !mistakes.some(({ start }) => start === mistake.start)
  })
}

/** The end of the value or of the text that the expression stands in. */
function placeOf({ owner, start }: Mistake, text: string): number | undefined {
  if (owner?.kind === 'attribute') return owner.value?.end
  const expression = owner?.children.find((child) => child.kind === 'expression' && child.start === start)
  return expression === undefined ? undefined : text.slice(0, expression.end).trimEnd().length
}
