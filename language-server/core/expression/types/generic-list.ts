import { argument, argumentNull, outOfRange } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { ClrList, enumerate, listAt, setArrayAt } from '../clr/collections.ts'
import { compare, equal } from '../clr/equality.ts'
import { checkCount, tick } from '../clr/meter.ts'
import { arrayFrom } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, member, type } from '../definition.ts'

type Test = (item: unknown) => unknown

function change(list: ClrList, by: (items: unknown[]) => unknown): void {
  by(list.items)
  list.version++
}

function checkRange(list: ClrList, index: number, count: number): void {
  if (index < 0 || count < 0) throw outOfRange('Non-negative number required.')
  if (index + count > list.items.length)
    throw argument(
      'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
    )
}

export default type({
  name: 'System.Collections.Generic.List<T>',
  summary: 'A list that grows.',
  kind: 'class',
  bases: ['System.Object', 'System.Collections.Generic.IList<T>', 'System.Collections.Generic.IReadOnlyList<T>'],
  ctors: [
    member('()', 'An empty list.', (call: Call) => new ClrList(call.typeArgs[0] ?? types.object)),
    member('(int capacity)', 'An empty list.', (call: Call, capacity: number) => {
      if (capacity < 0) throw outOfRange('Non-negative number required.\nParameter name: capacity')
      return new ClrList(call.typeArgs[0] ?? types.object)
    }),
    member('(IEnumerable<T> collection)', 'A list of the elements.', (call: Call, items: unknown) => {
      if (items === null) throw argumentNull('collection')
      return new ClrList(call.typeArgs[0] ?? types.object, [...enumerate(items)])
    }),
  ],
  members: [
    member('int Count', 'How many elements it has.', (_call, self: ClrList) => self.items.length),
    member(
      'T this[int index]',
      'The element at an index.',
      (_call, self: ClrList, index: number) => listAt(self, index),
      (_call: Call, self: ClrList, index: number, value: unknown) => {
        listAt(self, index)
        self.items[index] = value
        self.version++
      },
    ),
    member('void Add(T item)', 'Adds an element at the end.', (_call, self: ClrList, item: unknown) =>
      change(self, (items) => items.push(item)),
    ),
    member(
      'void AddRange(IEnumerable<T> collection)',
      'Adds elements at the end.',
      (_call, self: ClrList, more: unknown) => {
        if (more === null) throw argumentNull('collection')
        const added = [...enumerate(more)]
        checkCount(self.items.length + added.length)
        tick(added.length >> 3)
        change(self, (items) => {
          for (const one of added) items.push(one)
        })
      },
    ),
    member(
      'void Insert(int index, T item)',
      'Puts an element in.',
      (_call, self: ClrList, index: number, item: unknown) => {
        if (index < 0 || index > self.items.length)
          throw outOfRange('Index must be within the bounds of the List.\nParameter name: index')
        change(self, (items) => items.splice(index, 0, item))
      },
    ),
    member('bool Remove(T item)', 'Removes the first such element.', (_call, self: ClrList, item: unknown) => {
      const at = self.items.findIndex((one) => equal(one, item))
      if (at >= 0) change(self, (items) => items.splice(at, 1))
      return at >= 0
    }),
    member('void RemoveAt(int index)', 'Removes the element at an index.', (_call, self: ClrList, index: number) => {
      listAt(self, index)
      change(self, (items) => items.splice(index, 1))
    }),
    member(
      'int RemoveAll(Predicate<T> match)',
      'Removes the elements that match.',
      (_call, self: ClrList, match: Test) => {
        const before = self.items.length
        self.items = self.items.filter((one) => match(one) !== true)
        self.version++
        return before - self.items.length
      },
    ),
    member('void Clear()', 'Removes all.', (_call, self: ClrList) => change(self, (items) => items.splice(0))),
    member('bool Contains(T item)', 'Whether the element is in it.', (_call, self: ClrList, item: unknown) =>
      self.items.some((one) => equal(one, item)),
    ),
    member(
      'int IndexOf(T item)',
      'Where the element is first; -1 when nowhere.',
      (_call, self: ClrList, item: unknown) => self.items.findIndex((one) => equal(one, item)),
    ),
    member('bool Exists(Predicate<T> match)', 'Whether an element matches.', (_call, self: ClrList, match: Test) =>
      self.items.some((one) => match(one) === true),
    ),
    member(
      'T Find(Predicate<T> match)',
      'The first element that matches, or the default.',
      (_call, self: ClrList, match: Test) => self.items.find((one) => match(one) === true) ?? zeroOf(self.element),
    ),
    member(
      'List<T> FindAll(Predicate<T> match)',
      'The elements that match.',
      (_call, self: ClrList, match: Test) =>
        new ClrList(
          self.element,
          self.items.filter((one) => match(one) === true),
        ),
    ),
    member(
      'int FindIndex(Predicate<T> match)',
      'Where the first element that matches is.',
      (_call, self: ClrList, match: Test) => self.items.findIndex((one) => match(one) === true),
    ),
    member(
      'void ForEach(Action<T> action)',
      'Does something with each element.',
      (_call, self: ClrList, action: (item: unknown) => unknown) => {
        for (const item of self) action(item)
      },
    ),
    member(
      'List<T> GetRange(int index, int count)',
      'Some of the elements.',
      (_call, self: ClrList, index: number, count: number) => {
        if (index < 0 || count < 0)
          throw outOfRange(`Non-negative number required.\nParameter name: ${index < 0 ? 'index' : 'count'}`)
        if (index + count > self.items.length)
          throw argument(
            'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
          )
        return new ClrList(self.element, self.items.slice(index, index + count))
      },
    ),
    member('void Reverse()', 'Turns the order around.', (_call, self: ClrList) =>
      change(self, (items) => items.reverse()),
    ),
    member('void Sort()', 'Sorts the elements.', (_call, self: ClrList) =>
      change(self, (items) => items.sort(compare)),
    ),
    member(
      'void Sort(Comparison<T> comparison)',
      'Sorts the elements by a comparison.',
      (_call, self: ClrList, by: (a: unknown, b: unknown) => unknown) =>
        change(self, (items) => items.sort((a, b) => Number(by(a, b)))),
    ),
    member('T[] ToArray()', 'The elements as an array.', (_call, self: ClrList) => arrayFrom(self.element, self.items)),
    member(
      'int Capacity',
      'How many elements it has room for.',
      (_call, self: ClrList) => Math.max(4, self.items.length),
      () => null,
    ),
    member(
      'void InsertRange(int index, IEnumerable<T> collection)',
      'Puts elements in.',
      (_call, self: ClrList, index: number, more: unknown) => {
        if (more === null) throw argumentNull('collection')
        if (index < 0 || index > self.items.length)
          throw outOfRange('Index must be within the bounds of the List.\nParameter name: index')
        const added = [...enumerate(more)]
        checkCount(self.items.length + added.length)
        self.items = [...self.items.slice(0, index), ...added, ...self.items.slice(index)]
        self.version++
      },
    ),
    member(
      'void RemoveRange(int index, int count)',
      'Takes elements out.',
      (_call, self: ClrList, index: number, count: number) => {
        checkRange(self, index, count)
        change(self, (items) => items.splice(index, count))
      },
    ),
    member(
      'int LastIndexOf(T item)',
      'Where the element is last; -1 when nowhere.',
      (_call, self: ClrList, item: unknown) => self.items.findLastIndex((one) => equal(one, item)),
    ),
    member(
      'T FindLast(Predicate<T> match)',
      'The last element that matches, or the default.',
      (_call, self: ClrList, match: Test) => self.items.findLast((one) => match(one) === true) ?? zeroOf(self.element),
    ),
    member(
      'int FindLastIndex(Predicate<T> match)',
      'Where the last element that matches is.',
      (_call, self: ClrList, match: Test) => self.items.findLastIndex((one) => match(one) === true),
    ),
    member(
      'bool TrueForAll(Predicate<T> match)',
      'Whether every element matches.',
      (_call, self: ClrList, match: Test) => self.items.every((one) => match(one) === true),
    ),
    member(
      'List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)',
      'Each element converted.',
      (call: Call, self: ClrList, by: Test) =>
        new ClrList(
          call.typeArgs[0] ?? types.object,
          self.items.map((one) => by(one)),
        ),
    ),
    member(
      'int BinarySearch(T item)',
      'Where the element is in a sorted list; negative when nowhere.',
      (_call, self: ClrList, item: unknown) => {
        let low = 0
        let high = self.items.length - 1
        while (low <= high) {
          const middle = (low + high) >> 1
          const found = compare(self.items[middle], item)
          if (found === 0) return middle
          if (found < 0) low = middle + 1
          else high = middle - 1
        }
        return ~low
      },
    ),
    member('void CopyTo(T[] array)', 'Copies all elements.', (_call, self: ClrList, array: unknown) => {
      for (const [at, item] of self.items.entries()) setArrayAt(array, at, item)
    }),
    member('void TrimExcess()', 'Gives back what is not needed.', () => null),
  ],
})
