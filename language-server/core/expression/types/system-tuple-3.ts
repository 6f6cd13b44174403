import { clrType } from '../clr/clr-type.ts'
import { ClrTuple } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Tuple<T1, T2, T3>',
  summary: 'A tuple of 3.',
  ctors: [
    member(
      '(T1 item1, T2 item2, T3 item3)',
      'A tuple.',
      (call: Call, ...values: unknown[]) => new ClrTuple(clrType('System.Tuple`3', ...call.typeArgs), values),
    ),
  ],
})
