import type { Stmt } from '../expression/tree.ts'
import { walkCode } from '../expression/walk.ts'
import { type Action, type CodeSelection, codeEdit, selectedCode, termsAround } from './action.ts'
import { negated } from './parts/negated.ts'

const action: Action = {
  id: 'invert-condition',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const { use, code } = selected
    const text = ({ start, end }: { start: number; end: number }): string => code.slice(start, end)
    const statement = ifAt(selected)
    if (statement !== undefined) {
      const title = 'Invert if'
      const { condition, then, otherwise } = statement
      if (otherwise === undefined) return { title, disabled: 'There is no else to change places with.' }
      if (otherwise.kind === 'if') return { title, disabled: 'An else if cannot change places with a block.' }
      return {
        title,
        edits: [
          codeEdit(place.analysis, use, condition, negated(selected, condition)),
          codeEdit(place.analysis, use, then, text(otherwise)),
          codeEdit(place.analysis, use, otherwise, text(then)),
        ],
      }
    }
    const choice = termsAround(selected).find((term) => term.kind === 'conditional')
    if (choice?.kind !== 'conditional') return undefined
    const { condition, whenTrue, whenFalse } = choice
    return {
      title: 'Invert condition',
      edits: [
        codeEdit(place.analysis, use, condition, negated(selected, condition)),
        codeEdit(place.analysis, use, whenTrue, text(whenFalse)),
        codeEdit(place.analysis, use, whenFalse, text(whenTrue)),
      ],
    }
  },
}
export default action

type IfStmt = Extract<Stmt, { kind: 'if' }>

/** The `if` whose word or condition the cursor is in. */
function ifAt({ tree, start, end }: CodeSelection): IfStmt | undefined {
  let found: IfStmt | undefined
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'if' && one.start <= start && end <= one.then.start) found = one
    },
  })
  return found
}
