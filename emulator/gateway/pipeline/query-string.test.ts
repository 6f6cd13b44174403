import { expect, test } from 'vitest'
import { parseQuery, printQuery, queryMap, queryPiece } from './query-string.ts'

test.each(['', '?a=1', '?a=%20b&&c', '?a=b=c&d', '?%zz=1'])('%s is printed as it was, empty pieces aside', (query) => {
  expect(printQuery(parseQuery(query))).toBe(query.replace('&&', '&'))
})

test.each([
  {
    query: '?a=1&A=2&a=3',
    map: [
      ['a', ['1', '3']],
      ['A', ['2']],
    ],
  },
  { query: 'a+b=c%26d', map: [['a b', ['c&d']]] },
  { query: '?flag', map: [['flag', ['']]] },
  { query: '?a=%zz', map: [['a', ['%zz']]] },
])('$query', ({ query, map }) => {
  expect([...queryMap(query)]).toEqual(map)
})

test('new pieces are encoded', () => {
  expect(queryPiece('a b', 'c&d').raw).toBe('a%20b=c%26d')
})
