import type { ClrType } from './clr-type.ts'
import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan } from './date-time.ts'
import { emptyGuid } from './guid.ts'
import { convertNumber, isNumeric } from './number.ts'
import { charOf } from './values.ts'

/** `default(T)` for the types that collections hold without asking the registry. */
export function zeroOf(type: ClrType): unknown {
  if (isNumeric(type) && type.name !== 'System.Char') return convertNumber(0, type)
  switch (type.name) {
    case 'System.Boolean':
      return false
    case 'System.Char':
      return charOf(0)
    case 'System.DateTime':
      return new ClrDateTime(0n)
    case 'System.DateTimeOffset':
      return new ClrDateTimeOffset(0n, 0n)
    case 'System.TimeSpan':
      return new ClrTimeSpan(0n)
    case 'System.Guid':
      return emptyGuid
    default:
      return null
  }
}
