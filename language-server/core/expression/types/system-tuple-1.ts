import { clrType } from '../clr/clr-type.ts'
import { ClrTuple } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

export default type({
  name: 'System.Tuple<T1>',
  summary: 'A tuple of 1.',
  ctors: [
    member(
      '(T1 item1)',
      'A tuple.',
      (call: Call, ...values: unknown[]) => new ClrTuple(clrType('System.Tuple`1', ...call.typeArgs), values),
    ),
  ],
})
