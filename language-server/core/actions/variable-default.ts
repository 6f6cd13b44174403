import { checkTree } from '../expression/check.ts'
import { shortType } from '../expression/clr/clr-type.ts'
import type { Expr } from '../expression/tree.ts'
import { type Action, codeEdit, selectedCode, termsAround } from './action.ts'

const action: Action = {
  id: 'variable-default',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const { tree, use, code } = selected
    const around = termsAround(selected)
    const index = around.findIndex(isVariableRead)
    const read = around[index]
    if (read?.kind !== 'element') return undefined
    const title = 'Read with GetValueOrDefault'
    const key = read.args[0]
    if (key === undefined || read.args.length !== 1) return undefined
    const outer = around[index + 1]
    if (outer?.kind === 'assignment' && outer.target === read)
      return { title, disabled: 'The variable is assigned here, not read.' }
    const cast = outer?.kind === 'cast' && outer.operand === read ? outer : undefined
    const type = cast && checkTree(tree).typeOf(cast)
    const name = type === undefined ? 'object' : shortType(type)
    const target = code.slice(read.target.start, read.target.end)
    const text = `${target}.GetValueOrDefault<${name}>(${code.slice(key.start, key.end)})`
    return { title, edits: [codeEdit(place.analysis, use, cast ?? read, text)] }
  },
}
export default action

const isVariableRead = (term: Expr): boolean =>
  term.kind === 'element' && term.target.kind === 'member' && term.target.name.name === 'Variables'
