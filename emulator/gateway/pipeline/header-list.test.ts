import { expect, test } from 'vitest'
import { HeaderList } from './header-list.ts'

const list = () => new HeaderList(['A', '1', 'b', '2', 'a', '3'])

test('names compare without case', () => {
  expect(list().get('a')).toEqual(['1', '3'])
  expect(list().first('B')).toBe('2')
  expect(list().line('A')).toBe('1,3')
  expect(list().get('c')).toBeUndefined()
})

test('one entry per name, under the name as it came first', () => {
  expect([...list()]).toEqual([
    ['A', ['1', '3']],
    ['b', ['2']],
  ])
  expect(list().size).toBe(2)
  expect([...list().keys()]).toEqual(['A', 'b'])
  expect([...list().values()]).toEqual([['1', '3'], ['2']])
})

test('set, append, delete', () => {
  const headers = list()
  headers.set('a', ['4', '5'])
  headers.append('B', ['6'])
  expect(headers.raw).toEqual(['b', '2', 'a', '4', 'a', '5', 'B', '6'])
  headers.delete('b')
  expect(headers.raw).toEqual(['a', '4', 'a', '5'])
})

test('a copy is independent', () => {
  const headers = list()
  headers.copy().delete('a')
  expect(headers.has('a')).toBe(true)
})
