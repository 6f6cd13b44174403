import { expect, test } from 'vitest'
import { claimValues, decodeToken } from './decode.ts'

const part = (text: string) => btoa(text).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')

test.each([
  { token: 'a.b', what: 'two parts' },
  { token: 'a.b.c.d.e', what: 'five parts' },
  { token: `${part('{}')}.${part('[1]')}.c2ln`, what: 'claims that are no object' },
  { token: `${part('{')}.${part('{}')}.c2ln`, what: 'a header that is no JSON' },
  { token: `${part('{}')}.${part('{}')}.***`, what: 'a signature that is no base64' },
])('$what: not well formed', ({ token }) => {
  expect(decodeToken(token)).toBeUndefined()
})

test('header, claims and signature', () => {
  const token = `${part('{"alg":"x"}')}.${part('{"a":">>>???"}')}.c2ln`
  expect(decodeToken(token)).toMatchObject({
    header: { alg: 'x' },
    claims: { a: '>>>???' },
    signature: new Uint8Array([115, 105, 103]),
  })
})

test.each([
  { claim: 'x', values: ['x'] },
  { claim: ['a', 'b'], values: ['a', 'b'] },
  { claim: true, values: ['true'] },
  { claim: 7, values: ['7'] },
  { claim: { a: 1 }, values: ['{"a":1}'] },
  { claim: null, values: undefined },
])('claim $claim', ({ claim, values }) => {
  expect(claimValues({ c: claim }, 'c')).toEqual(values)
})

test('a separator splits', () => {
  expect(claimValues({ c: 'a, b' }, 'c', ',')).toEqual(['a', 'b'])
})
