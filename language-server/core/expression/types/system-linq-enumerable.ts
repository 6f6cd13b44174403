import { invalidCast, nullReference, outOfRange } from '../clr/clr-exception.ts'
import { type ClrType, clrType, types } from '../clr/clr-type.ts'
import { type ClrComparer, ClrDictionary, ClrHashSet, ClrList, keyFor } from '../clr/collections.ts'
import { equal, hashKey } from '../clr/equality.ts'
import { ClrGrouping } from '../clr/grouping.ts'
import {
  average,
  ClrOrdered,
  extreme,
  first,
  lazy,
  noElements,
  noMatch,
  type Selector,
  single,
  source,
  sum,
} from '../clr/linq.ts'
import { ClrLookup } from '../clr/lookup.ts'
import { arrayFrom, ClrSequence } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, member, type } from '../definition.ts'

const badCount = (): Error =>
  outOfRange('Specified argument was out of the range of valid values.\nParameter name: count')
const fail = (error: Error): never => {
  throw error
}
const otherwise = (found: { readonly value: unknown } | undefined, call: Call): unknown =>
  found ? found.value : zeroOf(call.typeArgs[0] ?? types.object)

function* distinct(items: Iterable<unknown>, comparer: ClrComparer | null): Iterable<unknown> {
  const seen = new Set<unknown>()
  for (const item of items) {
    const key = keyFor(comparer, item)
    if (seen.has(key)) continue
    seen.add(key)
    yield item
  }
}

/** Each element unboxed to the type; the first that is of another is an InvalidCastException. */
function* castAll(items: Iterable<unknown>, to: ClrType, call: Call): Iterable<unknown> {
  for (const item of items) {
    if (item === null) {
      // A null is unboxed to no value.
      if (zeroOf(to) !== null) throw nullReference()
    } else if (!call.isOf(item, to)) throw invalidCast()
    yield item
  }
}

function keyed(items: Iterable<unknown>, by: Selector): Map<unknown, unknown[]> {
  const found = new Map<unknown, unknown[]>()
  for (const item of items) {
    const key = by(item)
    if (key === null) continue
    const list = found.get(hashKey(key))
    if (list) list.push(item)
    else found.set(hashKey(key), [item])
  }
  return found
}

function groups(call: Call, self: unknown, by: Selector, element: Selector): ClrSequence {
  const [item = types.object, key = types.object, value = item] = call.typeArgs
  const type = clrType('System.Linq.IGrouping`2', key, value)
  return lazy(self, type, (items) => {
    const found = new Map<unknown, ClrGrouping>()
    for (const one of items) {
      const own = by(one)
      const hash = hashKey(own)
      const group = found.get(hash) ?? new ClrGrouping(type, own)
      found.set(hash, group)
      group.items.push(element(one))
    }
    return found.values()
  })
}

function lookup(call: Call, self: unknown, by: Selector, element: Selector): ClrLookup {
  const [item = types.object, key = types.object, value = item] = call.typeArgs
  const groups = new Map<unknown, ClrGrouping>()
  for (const group of groupsOf(call, self, by, element)) groups.set(hashKey(group.key), group)
  return new ClrLookup({ key, element: value }, groups)
}

const groupsOf = (call: Call, self: unknown, by: Selector, element: Selector): Iterable<ClrGrouping> =>
  groups(call, self, by, element) as Iterable<unknown> as Iterable<ClrGrouping>

/** https://learn.microsoft.com/dotnet/api/system.linq.enumerable */
export default type({
  name: 'System.Linq.Enumerable',
  summary: 'Queries over sequences.',
  kind: 'static',
  statics: [
    member(
      'ILookup<TKey, T> ToLookup<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector)',
      'Groups by a key.',
      (call: Call, self: unknown, by: Selector) => lookup(call, self, by, (one) => one),
    ),
    member(
      'ILookup<TKey, V> ToLookup<T, TKey, V>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, V> elementSelector)',
      'Groups by a key.',
      (call: Call, self: unknown, by: Selector, element: Selector) => lookup(call, self, by, element),
    ),
    member(
      'IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The elements that match.',
      (call: Call, self: unknown, test: Selector) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          for (const item of items) if (test(item) === true) yield item
        }),
    ),
    member(
      'IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, int, bool> predicate)',
      'The elements that match.',
      (call: Call, self: unknown, test: Selector) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          let index = 0
          for (const item of items) if (test(item, index++) === true) yield item
        }),
    ),
    member(
      'IEnumerable<R> Select<T, R>(this IEnumerable<T> source, Func<T, R> selector)',
      'Something of each element.',
      (call: Call, self: unknown, by: Selector) =>
        lazy(self, call.typeArgs[1] ?? types.object, function* (items) {
          for (const item of items) yield by(item)
        }),
    ),
    member(
      'IEnumerable<R> Select<T, R>(this IEnumerable<T> source, Func<T, int, R> selector)',
      'Something of each element and its index.',
      (call: Call, self: unknown, by: Selector) =>
        lazy(self, call.typeArgs[1] ?? types.object, function* (items) {
          let index = 0
          for (const item of items) yield by(item, index++)
        }),
    ),
    member(
      'IEnumerable<R> SelectMany<T, R>(this IEnumerable<T> source, Func<T, IEnumerable<R>> selector)',
      'The elements of a sequence of each element.',
      (call: Call, self: unknown, by: Selector) =>
        lazy(self, call.typeArgs[1] ?? types.object, function* (items) {
          for (const item of items) yield* source(by(item))
        }),
    ),
    member(
      'IEnumerable<R> SelectMany<T, C, R>(this IEnumerable<T> source, Func<T, IEnumerable<C>> collectionSelector, Func<T, C, R> resultSelector)',
      'Something of each pair.',
      (call: Call, self: unknown, by: Selector, pair: Selector) =>
        lazy(self, call.typeArgs[2] ?? types.object, function* (items) {
          for (const item of items) for (const inner of source(by(item))) yield pair(item, inner)
        }),
    ),
    member(
      'T First<T>(this IEnumerable<T> source)',
      'The first element; throws when there is none.',
      (_call: Call, self: unknown) => (first(source(self), undefined) ?? fail(noElements())).value,
    ),
    member(
      'T First<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The first element that matches; throws when there is none.',
      (_call: Call, self: unknown, test: Selector) => (first(source(self), test) ?? fail(noMatch())).value,
    ),
    member(
      'T FirstOrDefault<T>(this IEnumerable<T> source)',
      'The first element, or the default.',
      (call: Call, self: unknown) => otherwise(first(source(self), undefined), call),
    ),
    member(
      'T FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The first element that matches, or the default.',
      (call: Call, self: unknown, test: Selector) => otherwise(first(source(self), test), call),
    ),
    member(
      'T Single<T>(this IEnumerable<T> source)',
      'The single element; throws when there is none.',
      (_call: Call, self: unknown) => (single(source(self), undefined) ?? fail(noElements())).value,
    ),
    member(
      'T Single<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The single element that matches; throws when there is none.',
      (_call: Call, self: unknown, test: Selector) => (single(source(self), test) ?? fail(noMatch())).value,
    ),
    member(
      'T SingleOrDefault<T>(this IEnumerable<T> source)',
      'The single element, or the default.',
      (call: Call, self: unknown) => otherwise(single(source(self), undefined), call),
    ),
    member(
      'T SingleOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The single element that matches, or the default.',
      (call: Call, self: unknown, test: Selector) => otherwise(single(source(self), test), call),
    ),
    member(
      'T Last<T>(this IEnumerable<T> source)',
      'The last element; throws when there is none.',
      (_call: Call, self: unknown) => (first([...source(self)].reverse(), undefined) ?? fail(noElements())).value,
    ),
    member(
      'T Last<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The last element that matches; throws when there is none.',
      (_call: Call, self: unknown, test: Selector) =>
        (first([...source(self)].reverse(), test) ?? fail(noMatch())).value,
    ),
    member(
      'T LastOrDefault<T>(this IEnumerable<T> source)',
      'The last element, or the default.',
      (call: Call, self: unknown) => otherwise(first([...source(self)].reverse(), undefined), call),
    ),
    member(
      'T LastOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The last element that matches, or the default.',
      (call: Call, self: unknown, test: Selector) => otherwise(first([...source(self)].reverse(), test), call),
    ),
    member(
      'T ElementAt<T>(this IEnumerable<T> source, int index)',
      'The element at an index; throws when there is none.',
      (_call: Call, self: unknown, index: number) =>
        (
          [...source(self)].map((value) => ({ value }))[index] ??
          fail(
            outOfRange(
              'Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index',
            ),
          )
        ).value,
    ),
    member(
      'T ElementAtOrDefault<T>(this IEnumerable<T> source, int index)',
      'The element at an index, or the default.',
      (call: Call, self: unknown, index: number) =>
        otherwise([...source(self)].map((value) => ({ value }))[index], call),
    ),
    member(
      'bool Any<T>(this IEnumerable<T> source)',
      'Whether there is an element.',
      (_call: Call, self: unknown) => first(source(self), undefined) !== undefined,
    ),
    member(
      'bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'Whether an element matches.',
      (_call: Call, self: unknown, test: Selector) => first(source(self), test) !== undefined,
    ),
    member(
      'bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'Whether every element matches.',
      (_call: Call, self: unknown, test: Selector) => first(source(self), (item) => test(item) !== true) === undefined,
    ),
    member(
      'int Count<T>(this IEnumerable<T> source)',
      'How many elements there are.',
      (_call: Call, self: unknown) => [...source(self)].length,
    ),
    member(
      'int Count<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'How many elements match.',
      (_call: Call, self: unknown, test: Selector) => [...source(self)].filter((item) => test(item) === true).length,
    ),
    member(
      'long LongCount<T>(this IEnumerable<T> source)',
      'How many elements there are.',
      (_call: Call, self: unknown) => BigInt([...source(self)].length),
    ),
    member(
      'bool Contains<T>(this IEnumerable<T> source, T value)',
      'Whether the element is among them.',
      (_call: Call, self: unknown, value: unknown) => first(source(self), (item) => equal(item, value)) !== undefined,
    ),
    member(
      'bool Contains<T>(this IEnumerable<T> source, T value, IEqualityComparer<T> comparer)',
      'Whether the element is among them.',
      (_call: Call, self: unknown, value: unknown, comparer: ClrComparer | null) =>
        first(source(self), (item) => (comparer ? comparer.equals(item, value) : equal(item, value))) !== undefined,
    ),
    member(
      'IEnumerable<T> Take<T>(this IEnumerable<T> source, int count)',
      'The first elements.',
      (call: Call, self: unknown, count: number) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          let index = 0
          for (const item of items) {
            if (index < count) yield item
            else return
            index++
          }
        }),
    ),
    member(
      'IEnumerable<T> Skip<T>(this IEnumerable<T> source, int count)',
      'The elements after the first.',
      (call: Call, self: unknown, count: number) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          let index = 0
          for (const item of items) {
            if (index >= count) yield item

            index++
          }
        }),
    ),
    member(
      'IEnumerable<T> TakeWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The elements before the first that does not match.',
      (call: Call, self: unknown, test: Selector) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          for (const item of items) {
            if (test(item) !== true) return
            yield item
          }
        }),
    ),
    member(
      'IEnumerable<T> SkipWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)',
      'The elements from the first that does not match.',
      (call: Call, self: unknown, test: Selector) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          let skipping = true
          for (const item of items) {
            skipping &&= test(item) === true
            if (!skipping) yield item
          }
        }),
    ),
    member(
      'IEnumerable<T> Reverse<T>(this IEnumerable<T> source)',
      'In the other order.',
      (call: Call, self: unknown) => lazy(self, call.typeArgs[0] ?? types.object, (items) => [...items].reverse()),
    ),
    member(
      'IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)',
      'One after the other.',
      (call: Call, self: unknown, more: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          yield* items
          yield* source(more)
        }),
    ),
    member(
      'IEnumerable<T> Append<T>(this IEnumerable<T> source, T element)',
      'With an element after.',
      (call: Call, self: unknown, one: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          yield* items
          yield one
        }),
    ),
    member(
      'IEnumerable<T> Prepend<T>(this IEnumerable<T> source, T element)',
      'With an element before.',
      (call: Call, self: unknown, one: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, function* (items) {
          yield one
          yield* items
        }),
    ),
    member(
      'IEnumerable<T> Distinct<T>(this IEnumerable<T> source)',
      'Without repetitions.',
      (call: Call, self: unknown) => lazy(self, call.typeArgs[0] ?? types.object, (items) => distinct(items, null)),
    ),
    member(
      'IEnumerable<T> Distinct<T>(this IEnumerable<T> source, IEqualityComparer<T> comparer)',
      'Without repetitions.',
      (call: Call, self: unknown, comparer: ClrComparer | null) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => distinct(items, comparer)),
    ),
    member(
      'IEnumerable<T> Union<T>(this IEnumerable<T> first, IEnumerable<T> second)',
      'What is in one of them, without repetitions.',
      (call: Call, self: unknown, more: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => distinct([...items, ...source(more)], null)),
    ),
    member(
      'IEnumerable<T> Intersect<T>(this IEnumerable<T> first, IEnumerable<T> second)',
      'What is in both.',
      (call: Call, self: unknown, more: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => {
          const keys = new Set([...source(more)].map((item) => keyFor(null, item)))
          return distinct(
            [...items].filter((item) => keys.has(keyFor(null, item))),
            null,
          )
        }),
    ),
    member(
      'IEnumerable<T> Intersect<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)',
      'What is in both.',
      (call: Call, self: unknown, more: unknown, comparer: ClrComparer | null) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => {
          const keys = new Set([...source(more)].map((item) => keyFor(comparer, item)))
          return distinct(
            [...items].filter((item) => keys.has(keyFor(comparer, item))),
            comparer,
          )
        }),
    ),
    member(
      'IEnumerable<T> Except<T>(this IEnumerable<T> first, IEnumerable<T> second)',
      'What is not in the second.',
      (call: Call, self: unknown, more: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => {
          const keys = new Set([...source(more)].map((item) => keyFor(null, item)))
          return distinct(
            [...items].filter((item) => !keys.has(keyFor(null, item))),
            null,
          )
        }),
    ),
    member(
      'IEnumerable<R> Cast<R>(this IEnumerable source)',
      'Each element as another type.',
      (call: Call, self: unknown) => {
        const to = call.typeArgs[0] ?? types.object
        return lazy(self, to, (items) => castAll(items, to, call))
      },
    ),
    member(
      'IEnumerable<R> OfType<R>(this IEnumerable source)',
      'The elements of a type.',
      (call: Call, self: unknown) => {
        const of = call.typeArgs[0] ?? types.object
        return lazy(self, of, (items) => [...items].filter((item) => call.isOf(item, of)))
      },
    ),
    member(
      'IEnumerable<R> Zip<A, B, R>(this IEnumerable<A> first, IEnumerable<B> second, Func<A, B, R> resultSelector)',
      'Something of each pair.',
      (call: Call, self: unknown, more: unknown, by: Selector) =>
        lazy(self, call.typeArgs[2] ?? types.object, function* (items) {
          const others = source(more)[Symbol.iterator]()
          for (const item of items) {
            const other = others.next()
            if (other.done) return
            yield by(item, other.value)
          }
        }),
    ),
    member(
      'IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> source)',
      'The elements, or the default alone.',
      (call: Call, self: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => {
          const all = [...items]
          return all.length > 0 ? all : [zeroOf(call.typeArgs[0] ?? types.object)]
        }),
    ),
    member(
      'IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> source, T defaultValue)',
      'The elements, or a default alone.',
      (call: Call, self: unknown, value: unknown) =>
        lazy(self, call.typeArgs[0] ?? types.object, (items) => {
          const all = [...items]
          return all.length > 0 ? all : [value]
        }),
    ),
    member(
      'IOrderedEnumerable<T> OrderBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)',
      'Sorted by a key, as a comparer orders it.',
      (call: Call, self: unknown, by: Selector, comparer: ClrComparer | null) =>
        new ClrOrdered(call.typeArgs[0] ?? types.object, source(self), [{ by, descending: false, comparer }]),
    ),
    member(
      'IOrderedEnumerable<T> OrderByDescending<T, K>(this IEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)',
      'Sorted by a key, as a comparer orders it.',
      (call: Call, self: unknown, by: Selector, comparer: ClrComparer | null) =>
        new ClrOrdered(call.typeArgs[0] ?? types.object, source(self), [{ by, descending: true, comparer }]),
    ),
    member(
      'IEnumerable<R> Join<A, B, K, R>(this IEnumerable<A> outer, IEnumerable<B> inner, Func<A, K> outerKeySelector, Func<B, K> innerKeySelector, Func<A, B, R> resultSelector)',
      'Pairs of the elements whose keys are equal.',
      (call: Call, self: unknown, inner: unknown, byOuter: Selector, byInner: Selector, result: Selector) =>
        lazy(self, call.typeArgs[3] ?? types.object, function* (items) {
          const found = keyed(source(inner), byInner)
          for (const item of items) {
            const key = byOuter(item)
            if (key === null) continue
            for (const other of found.get(hashKey(key)) ?? []) yield result(item, other)
          }
        }),
    ),
    member(
      'IEnumerable<R> GroupJoin<A, B, K, R>(this IEnumerable<A> outer, IEnumerable<B> inner, Func<A, K> outerKeySelector, Func<B, K> innerKeySelector, Func<A, IEnumerable<B>, R> resultSelector)',
      'Each element with those whose keys are equal.',
      (call: Call, self: unknown, inner: unknown, byOuter: Selector, byInner: Selector, result: Selector) =>
        lazy(self, call.typeArgs[3] ?? types.object, function* (items) {
          const found = keyed(source(inner), byInner)
          const element = call.typeArgs[1] ?? types.object
          for (const item of items) {
            const key = byOuter(item)
            const matching = key === null ? [] : (found.get(hashKey(key)) ?? [])
            yield result(item, arrayFrom(element, matching))
          }
        }),
    ),
    member(
      'IOrderedEnumerable<T> OrderBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)',
      'Sorted by a key.',
      (call: Call, self: unknown, by: Selector) =>
        new ClrOrdered(call.typeArgs[0] ?? types.object, source(self), [{ by, descending: false }]),
    ),
    member(
      'IOrderedEnumerable<T> ThenBy<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)',
      'Sorted by a further key, as a comparer orders it.',
      (_call: Call, self: ClrOrdered, by: Selector, comparer: ClrComparer | null) =>
        new ClrOrdered(self.element, self.from, [...self.keys, { by, descending: false, comparer }]),
    ),
    member(
      'IOrderedEnumerable<T> ThenByDescending<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)',
      'Sorted by a further key, as a comparer orders it.',
      (_call: Call, self: ClrOrdered, by: Selector, comparer: ClrComparer | null) =>
        new ClrOrdered(self.element, self.from, [...self.keys, { by, descending: true, comparer }]),
    ),
    member(
      'IOrderedEnumerable<T> ThenBy<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector)',
      'Sorted by a further key.',
      (_call: Call, self: ClrOrdered, by: Selector) =>
        new ClrOrdered(self.element, self.from, [...self.keys, { by, descending: false }]),
    ),
    member(
      'IOrderedEnumerable<T> OrderByDescending<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)',
      'Sorted by a key.',
      (call: Call, self: unknown, by: Selector) =>
        new ClrOrdered(call.typeArgs[0] ?? types.object, source(self), [{ by, descending: true }]),
    ),
    member(
      'IOrderedEnumerable<T> ThenByDescending<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector)',
      'Sorted by a further key.',
      (_call: Call, self: ClrOrdered, by: Selector) =>
        new ClrOrdered(self.element, self.from, [...self.keys, { by, descending: true }]),
    ),
    member(
      'IEnumerable<IGrouping<K, T>> GroupBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)',
      'The elements by a key.',
      (call: Call, self: unknown, by: Selector) => groups(call, self, by, (item) => item),
    ),
    member(
      'IEnumerable<IGrouping<K, E>> GroupBy<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector)',
      'Something of each element by a key.',
      (call: Call, self: unknown, by: Selector, element: Selector) => groups(call, self, by, element),
    ),
    member('T[] ToArray<T>(this IEnumerable<T> source)', 'The elements as an array.', (call: Call, self: unknown) =>
      arrayFrom(call.typeArgs[0] ?? types.object, source(self)),
    ),
    member(
      'List<T> ToList<T>(this IEnumerable<T> source)',
      'The elements as a list.',
      (call: Call, self: unknown) => new ClrList(call.typeArgs[0] ?? types.object, [...source(self)]),
    ),
    member(
      'HashSet<T> ToHashSet<T>(this IEnumerable<T> source)',
      'The elements as a set.',
      (call: Call, self: unknown) => {
        const set = new ClrHashSet(call.typeArgs[0] ?? types.object)
        for (const item of source(self)) set.add(item)
        return set
      },
    ),
    member(
      'IEnumerable<T> AsEnumerable<T>(this IEnumerable<T> source)',
      'Itself.',
      (_call: Call, self: unknown) => self,
    ),
    member(
      'Dictionary<K, T> ToDictionary<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)',
      'The elements by a key of each.',
      (call: Call, self: unknown, by: Selector) => {
        const made = new ClrDictionary(call.typeArgs[1] ?? types.object, call.typeArgs[0] ?? types.object, null)
        for (const item of source(self)) made.add(by(item), item)
        return made
      },
    ),
    member(
      'Dictionary<K, E> ToDictionary<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector)',
      'Something of each element by a key.',
      (call: Call, self: unknown, by: Selector, element: Selector) => {
        const made = new ClrDictionary(call.typeArgs[1] ?? types.object, call.typeArgs[2] ?? types.object, null)
        for (const item of source(self)) made.add(by(item), element(item))
        return made
      },
    ),
    member(
      'Dictionary<K, T> ToDictionary<T, K>(this IEnumerable<T> source, Func<T, K> keySelector, IEqualityComparer<K> comparer)',
      'The elements by a key of each.',
      (call: Call, self: unknown, by: Selector, comparer: ClrComparer | null) => {
        const made = new ClrDictionary(call.typeArgs[1] ?? types.object, call.typeArgs[0] ?? types.object, comparer)
        for (const item of source(self)) made.add(by(item), item)
        return made
      },
    ),
    member(
      'Dictionary<K, E> ToDictionary<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector, IEqualityComparer<K> comparer)',
      'Something of each element by a key.',
      (call: Call, self: unknown, by: Selector, element: Selector, comparer: ClrComparer | null) => {
        const made = new ClrDictionary(call.typeArgs[1] ?? types.object, call.typeArgs[2] ?? types.object, comparer)
        for (const item of source(self)) made.add(by(item), element(item))
        return made
      },
    ),
    member('int Sum(this IEnumerable<int> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.int),
    ),
    member(
      'int Sum<T>(this IEnumerable<T> source, Func<T, int> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.int,
        ),
    ),
    member('long Sum(this IEnumerable<long> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.long),
    ),
    member(
      'long Sum<T>(this IEnumerable<T> source, Func<T, long> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.long,
        ),
    ),
    member('double Sum(this IEnumerable<double> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.double),
    ),
    member(
      'double Sum<T>(this IEnumerable<T> source, Func<T, double> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.double,
        ),
    ),
    member('decimal Sum(this IEnumerable<decimal> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.decimal),
    ),
    member(
      'decimal Sum<T>(this IEnumerable<T> source, Func<T, decimal> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.decimal,
        ),
    ),
    member('int? Sum(this IEnumerable<int?> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.int),
    ),
    member(
      'int? Sum<T>(this IEnumerable<T> source, Func<T, int?> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.int,
        ),
    ),
    member('float Sum(this IEnumerable<float> source)', 'The sum.', (_call: Call, self: unknown) =>
      sum(source(self), types.float),
    ),
    member(
      'float Sum<T>(this IEnumerable<T> source, Func<T, float> selector)',
      'The sum of a number of each.',
      (_call: Call, self: unknown, by: Selector) =>
        sum(
          [...source(self)].map((item) => by(item)),
          types.float,
        ),
    ),
    member('double Average(this IEnumerable<int> source)', 'The average.', (_call: Call, self: unknown) =>
      average(source(self)),
    ),
    member(
      'double Average<T>(this IEnumerable<T> source, Func<T, int> selector)',
      'The average of a number of each.',
      (_call: Call, self: unknown, by: Selector) => average([...source(self)].map((item) => by(item))),
    ),
    member('double Average(this IEnumerable<long> source)', 'The average.', (_call: Call, self: unknown) =>
      average(source(self)),
    ),
    member(
      'double Average<T>(this IEnumerable<T> source, Func<T, long> selector)',
      'The average of a number of each.',
      (_call: Call, self: unknown, by: Selector) => average([...source(self)].map((item) => by(item))),
    ),
    member('double Average(this IEnumerable<double> source)', 'The average.', (_call: Call, self: unknown) =>
      average(source(self)),
    ),
    member(
      'double Average<T>(this IEnumerable<T> source, Func<T, double> selector)',
      'The average of a number of each.',
      (_call: Call, self: unknown, by: Selector) => average([...source(self)].map((item) => by(item))),
    ),
    member('decimal Average(this IEnumerable<decimal> source)', 'The average.', (_call: Call, self: unknown) =>
      average(source(self)),
    ),
    member(
      'decimal Average<T>(this IEnumerable<T> source, Func<T, decimal> selector)',
      'The average of a number of each.',
      (_call: Call, self: unknown, by: Selector) => average([...source(self)].map((item) => by(item))),
    ),
    member('T Max<T>(this IEnumerable<T> source)', 'The greatest element.', (call: Call, self: unknown) =>
      extreme(source(self), 1, call.typeArgs[0] ?? types.object),
    ),
    member(
      'R Max<T, R>(this IEnumerable<T> source, Func<T, R> selector)',
      'The greatest of something of each.',
      (call: Call, self: unknown, by: Selector) =>
        extreme(
          [...source(self)].map((item) => by(item)),
          1,
          call.typeArgs[1] ?? types.object,
        ),
    ),
    member('T Min<T>(this IEnumerable<T> source)', 'The least element.', (call: Call, self: unknown) =>
      extreme(source(self), -1, call.typeArgs[0] ?? types.object),
    ),
    member(
      'R Min<T, R>(this IEnumerable<T> source, Func<T, R> selector)',
      'The least of something of each.',
      (call: Call, self: unknown, by: Selector) =>
        extreme(
          [...source(self)].map((item) => by(item)),
          -1,
          call.typeArgs[1] ?? types.object,
        ),
    ),
    member(
      'T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> func)',
      'All elements put together.',
      (_call: Call, self: unknown, by: Selector) => {
        const all = [...source(self)]
        if (all.length === 0) throw noElements()
        return all.slice(1).reduce((total, item) => by(total, item), all[0])
      },
    ),
    member(
      'A Aggregate<T, A>(this IEnumerable<T> source, A seed, Func<A, T, A> func)',
      'All elements put together, from a start.',
      (_call: Call, self: unknown, seed: unknown, by: Selector) =>
        [...source(self)].reduce((total, item) => by(total, item), seed),
    ),
    member(
      'R Aggregate<T, A, R>(this IEnumerable<T> source, A seed, Func<A, T, A> func, Func<A, R> resultSelector)',
      'All elements put together, from a start.',
      (_call: Call, self: unknown, seed: unknown, by: Selector, last: Selector) =>
        last([...source(self)].reduce((total, item) => by(total, item), seed)),
    ),
    member(
      'bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)',
      'Whether the elements are the same.',
      (_call: Call, self: unknown, more: unknown) => {
        const a = [...source(self)]
        const b = [...source(more)]
        return a.length === b.length && a.every((item, index) => equal(item, b[index]))
      },
    ),
    member(
      'IEnumerable<int> Range(int start, int count)',
      'So many numbers from one on.',
      (_call: Call, start: number, count: number) => {
        if (count < 0 || start + count - 1 > 0x7fffffff) throw badCount()
        return new ClrSequence(types.int, function* () {
          for (let index = 0; index < count; index++) yield start + index
        })
      },
    ),
    member(
      'IEnumerable<T> Repeat<T>(T element, int count)',
      'An element so many times.',
      (call: Call, element: unknown, count: number) => {
        if (count < 0) throw badCount()
        return new ClrSequence(call.typeArgs[0] ?? types.object, function* () {
          for (let index = 0; index < count; index++) yield element
        })
      },
    ),
    member(
      'IEnumerable<T> Empty<T>()',
      'No elements.',
      (call: Call) => new ClrSequence(call.typeArgs[0] ?? types.object, () => [][Symbol.iterator]()),
    ),
  ],
})
