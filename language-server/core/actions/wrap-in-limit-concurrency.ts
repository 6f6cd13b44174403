import type { Action } from './action.ts'
import { wrapIn } from './parts/wrapping.ts'

const action: Action = {
  id: 'wrap-in-limit-concurrency',
  kind: 'refactor.rewrite',
  offer: (place) =>
    wrapIn(place, {
      policy: 'limit-concurrency',
      tags: ({ first }) => [`limit-concurrency key="${first.name}" max-count="10"`],
    }),
}
export default action
