import type { Action } from './action.ts'
import { moveTo } from './parts/section-move.ts'

const action: Action = { id: 'move-to-on-error', kind: 'refactor.rewrite', offer: moveTo('on-error') }
export default action
