import { argument, indexOutOfRange, outOfRange } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { arrayAt, enumerate, setArrayAt } from '../clr/collections.ts'
import { compare, equal } from '../clr/equality.ts'
import { checkCount } from '../clr/meter.ts'
import { arrayFrom, byteOf, ClrArray, type Ref } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, member, type } from '../definition.ts'

type AnyArray = ClrArray | Uint8Array
type Test = (item: unknown) => unknown
const length = (self: AnyArray): number => (self instanceof ClrArray ? self.items.length : self.length)
const items = (self: AnyArray): unknown[] => [...enumerate(self)]
function copy(from: AnyArray, fromIndex: number, to: AnyArray, toIndex: number, count: number): void {
  if (count < 0 || fromIndex < 0 || toIndex < 0 || fromIndex + count > length(from) || toIndex + count > length(to)) {
    throw argument("Source array was not long enough. Check srcIndex and length, and the array's lower bounds.")
  }
  const values = items(from).slice(fromIndex, fromIndex + count)
  for (const [index, value] of values.entries()) setArrayAt(to, toIndex + index, value)
}
function reverse(self: AnyArray): void {
  if (self instanceof ClrArray) self.items.reverse()
  else self.reverse()
}

/** https://learn.microsoft.com/dotnet/api/system.array */
export default type({
  name: 'System.Array',
  summary: 'An array.',
  statics: [
    member(
      'void Clear(Array array, int index, int length)',
      'Sets elements to their default.',
      (_call: Call, self: AnyArray, index: number, count: number) => {
        if (index < 0 || count < 0 || index + count > length(self)) throw indexOutOfRange()
        const zero = self instanceof ClrArray ? zeroOf(self.element) : byteOf(0)
        for (let at = index; at < index + count; at++) setArrayAt(self, at, zero)
      },
    ),
    member(
      'void Resize<T>(ref T[] array, int newSize)',
      'Takes an array of another size.',
      (call: Call, array: Ref, size: number) => {
        const element = call.typeArgs[0] ?? types.object
        if (size < 0) throw outOfRange('Non-negative number required.\nParameter name: newSize')
        checkCount(size)
        const kept = array.value === null ? [] : items(array.value as AnyArray).slice(0, size)
        array.value = arrayFrom(element, [
          ...kept,
          ...Array.from({ length: size - kept.length }, () => zeroOf(element)),
        ])
        return null
      },
    ),
    member(
      'T FindLast<T>(T[] array, Predicate<T> match)',
      'The last element that matches, or the default.',
      (call: Call, self: AnyArray, match: Test) =>
        items(self).findLast((one) => match(one) === true) ?? zeroOf(call.typeArgs[0] ?? types.object),
    ),
    member(
      'int FindLastIndex<T>(T[] array, Predicate<T> match)',
      'Where the last element that matches is.',
      (_call: Call, self: AnyArray, match: Test) => items(self).findLastIndex((one) => match(one) === true),
    ),
    member(
      'int BinarySearch<T>(T[] array, T value)',
      'Where the element is in a sorted array; negative when nowhere.',
      (_call: Call, self: AnyArray, value: unknown) => {
        const all = items(self)
        let low = 0
        let high = all.length - 1
        while (low <= high) {
          const middle = (low + high) >> 1
          const found = compare(all[middle], value)
          if (found === 0) return middle
          if (found < 0) low = middle + 1
          else high = middle - 1
        }
        return ~low
      },
    ),
    member(
      'void Reverse(Array array, int index, int length)',
      'Turns the order of some elements around.',
      (_call: Call, self: AnyArray, index: number, count: number) => {
        if (index < 0 || count < 0) throw outOfRange('Non-negative number required.')
        if (index + count > length(self)) throw argument('Offset and length were out of bounds for the array.')
        const part = items(self)
          .slice(index, index + count)
          .reverse()
        for (const [at, item] of part.entries()) setArrayAt(self, index + at, item)
      },
    ),
    member('T[] Empty<T>()', 'An empty array.', (call: Call) => arrayFrom(call.typeArgs[0] ?? types.object, [])),
    member(
      'void Copy(Array sourceArray, Array destinationArray, int length)',
      'Copies elements.',
      (_call: Call, from: AnyArray, to: AnyArray, count: number) => copy(from, 0, to, 0, count),
    ),
    member(
      'void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)',
      'Copies elements.',
      (_call: Call, from: AnyArray, at: number, to: AnyArray, toAt: number, count: number) =>
        copy(from, at, to, toAt, count),
    ),
    member(
      'int IndexOf<T>(T[] array, T value)',
      'Where the element is first; -1 when nowhere.',
      (_call: Call, self: AnyArray, value: unknown) => items(self).findIndex((one) => equal(one, value)),
    ),
    member(
      'int LastIndexOf<T>(T[] array, T value)',
      'Where the element is last; -1 when nowhere.',
      (_call: Call, self: AnyArray, value: unknown) => items(self).findLastIndex((one) => equal(one, value)),
    ),
    member(
      'bool Exists<T>(T[] array, Predicate<T> match)',
      'Whether an element matches.',
      (_call: Call, self: AnyArray, match: Test) => items(self).some((one) => match(one) === true),
    ),
    member(
      'bool TrueForAll<T>(T[] array, Predicate<T> match)',
      'Whether every element matches.',
      (_call: Call, self: AnyArray, match: Test) => items(self).every((one) => match(one) === true),
    ),
    member(
      'T Find<T>(T[] array, Predicate<T> match)',
      'The first element that matches, or the default.',
      (call: Call, self: AnyArray, match: Test) =>
        items(self).find((one) => match(one) === true) ?? zeroOf(call.typeArgs[0] ?? types.object),
    ),
    member(
      'T[] FindAll<T>(T[] array, Predicate<T> match)',
      'The elements that match.',
      (call: Call, self: AnyArray, match: Test) =>
        arrayFrom(
          call.typeArgs[0] ?? types.object,
          items(self).filter((one) => match(one) === true),
        ),
    ),
    member(
      'int FindIndex<T>(T[] array, Predicate<T> match)',
      'Where the first element that matches is.',
      (_call: Call, self: AnyArray, match: Test) => items(self).findIndex((one) => match(one) === true),
    ),
    member(
      'TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)',
      'Each element converted.',
      (call: Call, self: AnyArray, by: Test) =>
        arrayFrom(
          call.typeArgs[1] ?? types.object,
          items(self).map((one) => by(one)),
        ),
    ),
    member(
      'void ForEach<T>(T[] array, Action<T> action)',
      'Does something with each element.',
      (_call: Call, self: AnyArray, action: Test) => {
        for (const item of items(self)) action(item)
      },
    ),
    member('void Reverse(Array array)', 'Turns the order around.', (_call: Call, self: AnyArray) => reverse(self)),
    member('void Sort(Array array)', 'Sorts the elements.', (_call: Call, self: AnyArray) => {
      if (self instanceof ClrArray) self.items.sort(compare)
      else self.sort()
    }),
  ],
  members: [
    member('int Length', 'How many elements it has.', (_call, self: AnyArray) => length(self)),
    member('long LongLength', 'How many elements it has.', (_call, self: AnyArray) => BigInt(length(self))),
    member('int Rank', 'How many dimensions it has.', () => 1),
    member('int GetLength(int dimension)', 'How many elements it has.', (_call, self: AnyArray) => length(self)),
    member('object GetValue(int index)', 'An element.', (_call, self: AnyArray, index: number) => arrayAt(self, index)),
    member('object Clone()', 'A copy.', (_call, self: AnyArray) =>
      self instanceof ClrArray ? new ClrArray(self.element, [...self.items]) : self.slice(),
    ),
    member(
      'void CopyTo(Array array, int index)',
      'Copies all elements.',
      (_call, self: AnyArray, to: AnyArray, index: number) => copy(self, 0, to, index, length(self)),
    ),
    member(
      'void SetValue(object value, int index)',
      'Sets an element.',
      (_call, self: AnyArray, value: unknown, index: number) => setArrayAt(self, index, value),
    ),
    member('int GetLowerBound(int dimension)', 'The first index.', () => 0),
    member('int GetUpperBound(int dimension)', 'The last index.', (_call, self: AnyArray) => length(self) - 1),
    member('bool IsFixedSize', 'True.', () => true),
    member('bool IsReadOnly', 'False.', () => false),
    member('bool IsSynchronized', 'False.', () => false),
  ],
})
