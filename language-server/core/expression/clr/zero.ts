import { enumerationValues } from '../definition.ts'
import type { ClrType } from './clr-type.ts'
import { ClrDateTime, ClrDateTimeOffset, ClrTimeSpan } from './date-time.ts'
import { emptyGuid } from './guid.ts'
import { convertNumber, isNumeric } from './number.ts'
import { ClrEnum, ClrKeyValuePair, ClrTuple, charOf } from './values.ts'

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
    case 'System.Collections.Generic.KeyValuePair`2': {
      const [key, value] = type.args
      return new ClrKeyValuePair(type, key ? zeroOf(key) : null, value ? zeroOf(value) : null)
    }
    default:
      if (type.name.startsWith('System.ValueTuple`')) return new ClrTuple(type, type.args.map(zeroOf))
  }
  const names = enumerationValues(type.name)
  return names ? new ClrEnum(type, 0, names) : null
}
