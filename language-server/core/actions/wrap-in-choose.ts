import type { Action } from './action.ts'
import { wrapIn } from './parts/wrapping.ts'

/** The condition is one that changes nothing, until somebody writes another. */
const action: Action = {
  id: 'wrap-in-choose',
  kind: 'refactor.rewrite',
  offer: (place) => wrapIn(place, { policy: 'choose', tags: () => ['choose', 'when condition="@(true)"'] }),
}
export default action
