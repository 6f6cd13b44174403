import { clrType } from '../clr/clr-type.ts'
import { ClrTuple } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Tuple<T1, T2, T3, T4>',
  summary: 'A tuple of 4.',
  ctors: [
    member(
      '(T1 item1, T2 item2, T3 item3, T4 item4)',
      'A tuple.',
      (call: Call, ...values: unknown[]) => new ClrTuple(clrType('System.Tuple`4', ...call.typeArgs), values),
    ),
  ],
})
