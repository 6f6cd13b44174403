import type { Action } from './action.ts'
import { moveTo } from './parts/section-move.ts'

const action: Action = { id: 'move-to-inbound', kind: 'refactor.rewrite', offer: moveTo('inbound') }
export default action
