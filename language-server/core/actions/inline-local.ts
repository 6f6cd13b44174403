import { checkTree } from '../expression/check.ts'
import { sameType, shortType } from '../expression/clr/clr-type.ts'
import { symbolAt, symbolsOf } from '../expression/symbols.ts'
import type { Expr, LocalStmt } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import { contains, type Span } from '../text/span.ts'
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
    if (isInHead(selected, statement))
      return { title, disabled: `'${symbol.name}' is declared in the head of a statement, which needs it.` }
    if (statement.declarators.length > 1)
      return { title, disabled: `'${symbol.name}' is declared together with others.` }
    const reads = symbol.mentions.filter(({ use: of }) => of === 'read')
    if (symbol.mentions.some(({ use: of }) => of === 'write'))
      return { title, disabled: `'${symbol.name}' is assigned again later.` }
    if (reads.length === 0) return { title, disabled: `'${symbol.name}' is never read.` }
    if (value.kind === 'array-initializer')
      return { title, disabled: 'Elements in braces without a `new` can stand in a declaration only.' }
    const changed = changedLater(selected, statement, value)
    if (changed !== undefined)
      return { title, disabled: `'${changed}', of which its value is made, is assigned again later.` }
    if (!isCheap(value) && reads.some((read) => isRepeated(selected, statement, read)))
      return {
        title,
        disabled: `'${symbol.name}' is read in a loop or a function: its value would be computed each time.`,
      }
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
    const named = unnamedMembers(selected)
    const written = cast === '' ? atom : `(${cast}${atom})`
    return {
      title,
      edits: [
        codeEdit(place.analysis, use, withLine(code, statement), ''),
        ...reads.map((read) =>
          codeEdit(place.analysis, use, read, named.has(read.start) ? `${symbol.name} = ${written}` : written),
        ),
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

/** Whether `using (…)` or `for (…)` declares it. */
function isInHead({ tree }: CodeSelection, statement: LocalStmt): boolean {
  let found = false
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'using') found ||= one.resource === statement
      else if (one.kind === 'for') found ||= one.initializers.includes(statement)
    },
  })
  return found
}

/** The variable that the value is made of and that has another value where the local is read. */
function changedLater({ tree }: CodeSelection, { end }: Span, value: Span): string | undefined {
  const changed = symbolsOf(tree).symbols.find(
    ({ mentions }) =>
      mentions.some((one) => contains(value, one)) &&
      mentions.some(({ use, start }) => use === 'write' && start >= end),
  )
  return changed?.name
}

/** Where a variable gives an anonymous type its member's name too: `new { a }`. */
function unnamedMembers({ tree }: CodeSelection): ReadonlySet<number> {
  const found = new Set<number>()
  walkCode(tree, {
    expression(one) {
      if (one.kind !== 'new-anonymous') return
      for (const { name, value } of one.members) if (name.start === value.start) found.add(value.start)
    },
  })
  return found
}

/** Whether a place is reached several times, or at another time, for each time that the statement runs. */
function isRepeated({ tree }: CodeSelection, statement: Span, place: Span): boolean {
  const parts: Span[] = []
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'while' || one.kind === 'do') parts.push(one)
      else if (one.kind === 'foreach' || one.kind === 'local-function') parts.push(one.body)
      else if (one.kind === 'for') parts.push(...(one.condition ? [one.condition] : []), ...one.increments, one.body)
    },
    expression(one) {
      if (one.kind === 'lambda' || one.kind === 'query') parts.push(one)
    },
  })
  return parts.some((part) => contains(part, place) && !contains(part, statement))
}

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
