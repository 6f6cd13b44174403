import type { Action } from './action.ts'
import { moveTo } from './parts/section-move.ts'

const action: Action = { id: 'move-to-backend', kind: 'refactor.rewrite', offer: moveTo('backend') }
export default action
