import { checkTree } from '../expression/check.ts'
import { sameType, shortType } from '../expression/clr/clr-type.ts'
import { symbolAt } from '../expression/symbols.ts'
import type { Expr, LocalStmt } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import { type Action, type CodeSelection, codeEdit, selectedCode } from './action.ts'

const action: Action = {
  id: 'inline-local',
  kind: 'refactor.inline',
  offer(place) {
    const selected = selectedCode(place)
    const symbol = selected && symbolAt(selected.tree, selected.start)
    if (selected === undefined || symbol === undefined || (symbol.kind !== 'local' && symbol.kind !== 'constant'))
      return undefined
    const { tree, use, code } = selected
    const title = `Inline '${symbol.name}'`
    const statement = statementOf(selected, symbol.declaration.start)
    const value = statement?.declarators.find(({ name }) => name.start === symbol.declaration.start)?.value
    if (statement === undefined || value === undefined)
      return { title, disabled: `'${symbol.name}' is not given its value where it is declared.` }
    if (statement.declarators.length > 1)
      return { title, disabled: `'${symbol.name}' is declared together with others.` }
    const reads = symbol.mentions.filter(({ use: of }) => of === 'read')
    if (symbol.mentions.some(({ use: of }) => of === 'write'))
      return { title, disabled: `'${symbol.name}' is assigned again later.` }
    if (reads.length === 0) return { title, disabled: `'${symbol.name}' is never read.` }
    if (reads.length > 1 && !isCheap(value))
      return {
        title,
        disabled: `'${symbol.name}' is read ${reads.length} times: its value would be computed as often.`,
      }
    const { typeOf, typeOfVariable } = checkTree(tree)
    const own = typeOf(value)
    const declared = typeOfVariable(symbol.declaration)
    const text = code.slice(value.start, value.end)
    const cast = own && declared && !sameType(own, declared) ? `(${shortType(declared)})` : ''
    const atom = ATOMS.has(value.kind) ? text : `(${text})`
    const written = cast === '' ? atom : `(${cast}${atom})`
    return {
      title,
      edits: [
        codeEdit(place.analysis, use, withLine(code, statement), ''),
        ...reads.map((read) => codeEdit(place.analysis, use, read, written)),
      ],
    }
  },
}
export default action

const ATOMS: ReadonlySet<Expr['kind']> = new Set([
  'literal',
  'name',
  'member',
  'invocation',
  'element',
  'parenthesized',
  'interpolated',
  'named-value',
])

/** What may be evaluated twice: it costs nothing and changes nothing. */
const isCheap = (value: Expr): boolean =>
  value.kind === 'literal' || value.kind === 'name' || (value.kind === 'member' && isCheap(value.target))

function statementOf({ tree }: CodeSelection, declaration: number): LocalStmt | undefined {
  let found: LocalStmt | undefined
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'local' && one.declarators.some(({ name }) => name.start === declaration)) found = one
    },
  })
  return found
}

/** The statement with the blanks that would be left of its line. */
function withLine(code: string, { start, end }: LocalStmt): { start: number; end: number } {
  const behind = /^[ \t]*(?:\r\n|\n|\r)?[ \t]*/.exec(code.slice(end))?.[0].length ?? 0
  return { start, end: end + behind }
}
