import type { Action } from './action.ts'
import { toComment } from './parts/comment-code.ts'
import { selectedPolicies } from './parts/selected-policies.ts'

const action: Action = {
  id: 'comment-out',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedPolicies(place)
    if (selected === undefined) return undefined
    const { policies, span, first } = selected
    const title = policies.length === 1 ? `Comment out <${first.name}>` : 'Comment out the selected policies'
    const inner = toComment(place.analysis.text.slice(span.start, span.end))
    if (inner === undefined)
      return {
        title,
        disabled: 'It holds &#64; or &#45;, which could not be told from what the comment writes for @ and -.',
      }
    return { title, edits: [{ span, newText: `<!-- ${inner} -->` }] }
  },
}
export default action
