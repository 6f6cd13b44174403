import { parse } from '../syntax/parse.ts'
import { pathAt } from '../syntax/query.ts'
import type { Action } from './action.ts'
import { fromComment } from './parts/comment-code.ts'

const TITLE = 'Uncomment policies'

const action: Action = {
  id: 'uncomment',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const { node } = pathAt(analysis.tree, span.start)
    if (node.kind !== 'comment' || span.end > node.end || !analysis.text.startsWith('-->', node.end - 3))
      return undefined
    const inner = fromComment(analysis.text.slice(node.start + '<!--'.length, node.end - '-->'.length).trim())
    if (!inner.startsWith('<')) return undefined
    const { mistakes, elements } = parse(`<fragment>${inner}</fragment>`, analysis.tree.dialect)
    if (mistakes.length > 0 || elements[0]?.elements.length === 0)
      return { title: TITLE, disabled: 'What stands in the comment is not whole.' }
    const isMixed = elements[0]?.children.some((child) => child.kind === 'text' && child.raw.trim() !== '')
    if (isMixed) return { title: TITLE, disabled: 'Words stand in the comment beside the policies.' }
    return { title: TITLE, edits: [{ span: { start: node.start, end: node.end }, newText: inner }] }
  },
}
export default action
