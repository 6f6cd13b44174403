import { expect, test } from 'vitest'
import { arrayOf, type ClrType, clrType, nullableOf, sameType, shortType, substitute, types } from './clr-type.ts'

const sequence = (of: ClrType): ClrType => clrType('System.Collections.Generic.IEnumerable`1', of)
const pair = (...args: readonly ClrType[]): ClrType => clrType('System.Tuple`2', ...args)

test.each([
  ['without arguments', () => clrType('System.Int32')],
  ['of a constant', () => sequence(types.string)],
  ['of an array', () => arrayOf(nullableOf(types.int))],
  ['of two', () => pair(types.string, sequence(types.int))],
  ['by substitution', () => substitute(pair(clrType('!T'), types.int), new Map([['!T', types.string]]))],
])('a type %s is one object', (_what, make) => expect(make()).toBe(make()))

test('types that differ are different objects', () => {
  const all = [
    sequence(types.int),
    sequence(types.long),
    sequence(sequence(types.int)),
    pair(types.int, types.long),
    pair(types.long, types.int),
    clrType('System.Tuple`2'),
    clrType('System.Tuple`2', types.int),
  ]
  expect(new Set(all).size).toBe(all.length)
  for (const one of all) expect(all.filter((other) => sameType(one, other))).toEqual([one])
})

test('parts with names of their own keep them', () => {
  const named: ClrType = { ...clrType('System.ValueTuple`1', clrType('!T')), labels: ['count'] }
  const by = new Map([['!T', types.int]])
  expect(substitute(named, by)).toEqual({ name: 'System.ValueTuple`1', args: [types.int], labels: ['count'] })
  expect(clrType('System.ValueTuple`1', types.int)).not.toHaveProperty('labels')
  expect(substitute(named, new Map([['!S', types.int]]))).toBe(named)
})

test('what is the same stays the same beyond what is kept', () => {
  const before = sequence(types.bool)
  for (let number = 0; number < 5000; number++) clrType(`T${number}`)
  expect(sameType(sequence(types.bool), before)).toBe(true)
})

test.each([
  [types.int, 'int'],
  [arrayOf(nullableOf(types.decimal)), 'decimal?[]'],
  [sequence(pair(types.object, clrType('A.B'))), 'IEnumerable<Tuple<object, B>>'],
])('%j is written %s', (type, text) => expect(shortType(type)).toBe(text))
