import type { Action } from './action.ts'
import { encodedFor, selectedCode } from './action.ts'

const action: Action = {
  id: 'expression-form',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const { use, tree, code } = selected
    const { start, end, form } = use.expression
    const write = (text: string) => [{ span: { start, end }, newText: encodedFor(place.analysis, use, text) }]
    if (form === 'paren') {
      const title = 'Write as a block: @{ return …; }'
      if (tree.root.kind === 'throw') return { title, edits: write(`@{ ${code.trim()}; }`) }
      // Behind a line comment a semicolon would be part of it.
      const gap = /\/\/[^\r\n]*$/.test(code.trimEnd()) ? '\n' : ''
      return { title, edits: write(`@{ return ${code.trim()}${gap}; }`) }
    }
    const title = 'Write as an expression: @( … )'
    if (tree.root.kind !== 'block') return undefined
    const [only, ...more] = tree.root.statements
    if (more.length > 0) return { title, disabled: 'The block has more than one statement.' }
    if (only?.kind !== 'return' || only.value === undefined)
      return { title, disabled: 'The block does not consist of a return with a value.' }
    const outside = code.slice(0, only.start) + code.slice(only.end)
    if (/\/\/|\/\*/.test(outside)) return { title, disabled: 'A comment stands beside the return and would be lost.' }
    return { title, edits: write(`@(${code.slice(only.value.start, only.value.end)})`) }
  },
}
export default action
