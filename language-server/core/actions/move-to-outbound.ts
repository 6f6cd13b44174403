import type { Action } from './action.ts'
import { moveTo } from './parts/section-move.ts'

const action: Action = { id: 'move-to-outbound', kind: 'refactor.rewrite', offer: moveTo('outbound') }
export default action
