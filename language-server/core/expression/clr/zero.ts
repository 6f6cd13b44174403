import type { ClrType } from './clr-type.ts'
import { convertNumber, isNumeric } from './number.ts'

/** `default(T)` for the types that collections hold without asking the registry. */
export function zeroOf(type: ClrType): unknown {
  if (type.name === 'System.Boolean') return false
  return isNumeric(type) ? convertNumber(0, type) : null
}
