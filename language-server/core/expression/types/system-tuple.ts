import { clrType } from '../clr/clr-type.ts'
import { ClrTuple } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const create = (call: Call, ...values: unknown[]): ClrTuple =>
  new ClrTuple(clrType(`System.Tuple\`${values.length}`, ...call.typeArgs), values)

/** https://learn.microsoft.com/dotnet/api/system.tuple */
export default type({
  name: 'System.Tuple',
  summary: 'Makes tuples.',
  kind: 'static',
  statics: [
    member('Tuple<A> Create<A>(A item1)', 'A tuple of one.', create),
    member('Tuple<A, B> Create<A, B>(A item1, B item2)', 'A tuple of two.', create),
    member('Tuple<A, B, C> Create<A, B, C>(A item1, B item2, C item3)', 'A tuple of three.', create),
    member('Tuple<A, B, C, D> Create<A, B, C, D>(A item1, B item2, C item3, D item4)', 'A tuple of four.', create),
  ],
})
