import { expect, test } from 'vitest'
import { clrType, types } from './clr-type.ts'
import { oncePerPair } from './type-pairs.ts'

test('asks once per pair, in each order, and keeps that there is nothing', () => {
  const asked: string[] = []
  const find = oncePerPair((a, b) => {
    asked.push(`${a.name} ${b.name}`)
    return a === b ? undefined : `${a.name}-${b.name}`
  })
  for (let time = 0; time < 2; time++) {
    expect(find(types.int, types.long)).toBe('System.Int32-System.Int64')
    expect(find(types.long, types.int)).toBe('System.Int64-System.Int32')
    expect(find(types.int, types.int)).toBeUndefined()
  }
  expect(asked).toEqual(['System.Int32 System.Int64', 'System.Int64 System.Int32', 'System.Int32 System.Int32'])
})

test('answers a question that comes up while it is answered', () => {
  const depth = oncePerPair((a, b): number => (a.args[0] === undefined ? 0 : 1 + (depth(a.args[0], b) ?? 0)))
  const list = (of: string, times: number) => {
    let type = clrType(of)
    for (let time = 0; time < times; time++) type = clrType('List`1', type)
    return type
  }
  expect(depth(list('A', 50), types.int)).toBe(50)
  expect(depth(list('A', 51), types.int)).toBe(51)
})

test('begins anew when there are too many, and answers the same', () => {
  const sizes = oncePerPair((a, b) => `${a.name} ${b.name}`)
  for (let time = 0; time < 2; time++) {
    for (let number = 0; number < 5000; number++) {
      expect(sizes(clrType(`T${number}`), types.string)).toBe(`T${number} System.String`)
    }
  }
})
