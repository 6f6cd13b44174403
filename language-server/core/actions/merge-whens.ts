import { symbolsOf } from '../expression/symbols.ts'
import type { Expr } from '../expression/tree.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Action } from './action.ts'
import { encodedFor } from './action.ts'
import { branchAt, branchesOf, type Condition, codeSpan, conditionOf } from './parts/branch.ts'
import { reindented } from './parts/reindent.ts'
import { trimmed } from './parts/selected-policies.ts'

const TITLE = 'Merge with the next <when>'

const action: Action = {
  id: 'merge-whens',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const when = branchAt(place)
    if (when?.name !== 'when' || when.parent === undefined) return undefined
    const branches = branchesOf(analysis, when.parent)
    const next = branches[branches.indexOf(when) + 1]
    if (next?.name !== 'when') return undefined
    if (bodyOf(analysis, when) !== bodyOf(analysis, next))
      return { title: TITLE, disabled: 'The next <when> does something else.' }
    if (analysis.text.slice(when.element.end, next.element.start).trim() !== '')
      return { title: TITLE, disabled: 'Something stands between them and would be lost.' }
    const [first, second] = [conditionOf(analysis, when), conditionOf(analysis, next)]
    if (typeof first === 'string') return { title: TITLE, disabled: first }
    if (typeof second === 'string') return { title: TITLE, disabled: `Of the next <when>: ${second}` }
    if (when.attributes.length > 1 || next.attributes.length > 1)
      return { title: TITLE, disabled: 'They have attributes besides their conditions.' }
    const twice = declaredIn(first).find((name) => declaredIn(second).includes(name))
    if (twice !== undefined) return { title: TITLE, disabled: `Both conditions declare '${twice}'.` }
    const code = `${operand(first)} || ${operand(second)}`
    return {
      title: TITLE,
      edits: [
        { span: codeSpan(first), newText: encodedFor(analysis, first.use, code) },
        { span: { start: when.element.end, end: next.element.end }, newText: '' },
      ],
    }
  },
}
export default action

/** Without the indentation that nobody reads. */
function bodyOf(analysis: Analysis, { element: { openEnd, close } }: Meaning): string {
  return close === undefined ? '' : reindented(analysis, trimmed(analysis, { start: openEnd, end: close.start }), '')
}

/** Lambdas of one expression may call their parameters the same. */
const declaredIn = ({ tree }: Condition): readonly string[] =>
  symbolsOf(tree)
    .symbols.filter(({ kind }) => kind === 'local')
    .map(({ name }) => name)

const LOOSE: ReadonlySet<Expr['kind']> = new Set(['conditional', 'assignment', 'lambda', 'query', 'throw'])

function operand({ root, code }: Condition): string {
  const text = code.slice(root.start, root.end)
  return LOOSE.has(root.kind) || (root.kind === 'binary' && root.operator === '??') ? `(${text})` : text
}
