import type { Action } from './action.ts'
import { codeEdit } from './action.ts'
import { branchAt, branchesOf, conditionOf, innerText } from './parts/branch.ts'
import { negated } from './parts/negated.ts'

const TITLE = 'Invert the condition and exchange <when> and <otherwise>'

const action: Action = {
  id: 'invert-when',
  kind: 'refactor.rewrite',
  offer(place) {
    const { analysis } = place
    const at = branchAt(place)
    const choose = at?.name === 'choose' ? at : at?.parent
    if (choose === undefined) return undefined
    const branches = branchesOf(analysis, choose)
    const [when, otherwise] = branches
    if (when?.name !== 'when') return undefined
    if (branches.length > 2) return { title: TITLE, disabled: 'There is more than one <when>.' }
    if (otherwise?.name !== 'otherwise')
      return { title: TITLE, disabled: 'There is no <otherwise> to exchange it with.' }
    const condition = conditionOf(analysis, when)
    if (typeof condition === 'string') return { title: TITLE, disabled: condition }
    if (when.element.close === undefined || otherwise.element.close === undefined)
      return { title: TITLE, disabled: 'One of the branches is empty.' }
    return {
      title: TITLE,
      edits: [
        codeEdit(analysis, condition.use, condition.root, negated(condition, condition.root)),
        {
          span: { start: when.element.openEnd, end: when.element.close.start },
          newText: innerText(analysis, otherwise),
        },
        {
          span: { start: otherwise.element.openEnd, end: otherwise.element.close.start },
          newText: innerText(analysis, when),
        },
      ],
    }
  },
}
export default action
