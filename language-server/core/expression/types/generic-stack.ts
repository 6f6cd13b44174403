import { invalidOperation } from '../clr/clr-exception.ts'
import { type ClrType, clrType, types } from '../clr/clr-type.ts'
import { ClrList, enumerate } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { arrayFrom } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

class ClrStack extends ClrList {
  override get clrType(): ClrType {
    return clrType('System.Collections.Generic.Stack`1', this.element)
  }
}

const stackOf = (call: Call, items: unknown[]): ClrStack => new ClrStack(call.typeArgs[0] ?? types.object, items)

function head(self: ClrStack): unknown {
  if (self.items.length === 0) throw invalidOperation('Stack empty.')
  return self.items[0]
}

/** https://learn.microsoft.com/dotnet/api/system.collections.generic.stack-1 */
export default type({
  name: 'System.Collections.Generic.Stack<T>',
  summary: 'Elements of which the last that came leaves first.',
  kind: 'class',
  bases: ['System.Object', 'System.Collections.Generic.IReadOnlyCollection<T>'],
  ctors: [
    member('()', 'An empty stack.', (call: Call) => stackOf(call, [])),
    member('(int capacity)', 'An empty stack.', (call: Call) => stackOf(call, [])),
    member('(IEnumerable<T> collection)', 'A stack of the elements.', (call: Call, items: unknown) =>
      stackOf(call, [...enumerate(items)].reverse()),
    ),
  ],
  members: [
    member('int Count', 'How many elements it has.', (_call, self: ClrStack) => self.items.length),
    member('void Push(T item)', 'Puts an element on top.', (_call, self: ClrStack, item: unknown) => {
      self.items.unshift(item)
      self.version++
    }),
    member('T Pop()', 'Takes the element on top off.', (_call, self: ClrStack) => {
      const top = head(self)
      self.items.shift()
      self.version++
      return top
    }),
    member('T Peek()', 'The element on top.', (_call, self: ClrStack) => head(self)),
    member('void Clear()', 'Removes all.', (_call, self: ClrStack) => {
      self.items = []
      self.version++
    }),
    member('bool Contains(T item)', 'Whether the element is in it.', (_call, self: ClrStack, item: unknown) =>
      self.items.some((one) => equal(one, item)),
    ),
    member('T[] ToArray()', 'The elements as an array.', (call: Call, self: ClrStack) =>
      arrayFrom(call.typeArgs[0] ?? self.element, self.items),
    ),
  ],
})
