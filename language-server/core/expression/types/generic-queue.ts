import { invalidOperation } from '../clr/clr-exception.ts'
import { type ClrType, clrType, types } from '../clr/clr-type.ts'
import { ClrList, enumerate } from '../clr/collections.ts'
import { equal } from '../clr/equality.ts'
import { arrayFrom } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

class ClrQueue extends ClrList {
  override get clrType(): ClrType {
    return clrType('System.Collections.Generic.Queue`1', this.element)
  }
}

const queueOf = (call: Call, items: unknown[]): ClrQueue => new ClrQueue(call.typeArgs[0] ?? types.object, items)

function head(self: ClrQueue): unknown {
  if (self.items.length === 0) throw invalidOperation('Queue empty.')
  return self.items[0]
}

/** https://learn.microsoft.com/dotnet/api/system.collections.generic.queue-1 */
export default type({
  name: 'System.Collections.Generic.Queue<T>',
  summary: 'Elements that leave in the order they came.',
  kind: 'class',
  bases: ['System.Object', 'System.Collections.Generic.IReadOnlyCollection<T>'],
  ctors: [
    member('()', 'An empty queue.', (call: Call) => queueOf(call, [])),
    member('(int capacity)', 'An empty queue.', (call: Call) => queueOf(call, [])),
    member('(IEnumerable<T> collection)', 'A queue of the elements.', (call: Call, items: unknown) =>
      queueOf(call, [...enumerate(items)]),
    ),
  ],
  members: [
    member('int Count', 'How many elements it has.', (_call, self: ClrQueue) => self.items.length),
    member('void Enqueue(T item)', 'Adds an element at the end.', (_call, self: ClrQueue, item: unknown) => {
      self.items.push(item)
      self.version++
    }),
    member('T Dequeue()', 'Takes the first element out.', (_call, self: ClrQueue) => {
      const first = head(self)
      self.items.shift()
      self.version++
      return first
    }),
    member('T Peek()', 'The first element.', (_call, self: ClrQueue) => head(self)),
    member('void Clear()', 'Removes all.', (_call, self: ClrQueue) => {
      self.items = []
      self.version++
    }),
    member('bool Contains(T item)', 'Whether the element is in it.', (_call, self: ClrQueue, item: unknown) =>
      self.items.some((one) => equal(one, item)),
    ),
    member('T[] ToArray()', 'The elements as an array.', (call: Call, self: ClrQueue) =>
      arrayFrom(call.typeArgs[0] ?? self.element, self.items),
    ),
  ],
})
