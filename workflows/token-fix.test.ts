import { describe, expect, test } from 'vitest'
import { applyEdits } from '../language-server/core/text/edit.ts'
import { applyTokenFix, type CheckPlace, nameOfCheck, type TokenFix } from './token-fix.ts'

const document = (check: string): string =>
  `<policies>\n  <inbound>\n    <base />\n${check
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n  </inbound>\n</policies>\n`
const first: CheckPlace = { policy: 'validate-jwt', id: undefined, ordinal: 0 }
const jwt = (children: readonly string[], attributes = ''): string =>
  [
    `<validate-jwt header-name="Authorization"${attributes}>`,
    ...children.map((line) => `  ${line}`),
    '</validate-jwt>',
  ].join('\n')
const config = (version = ''): string =>
  `<openid-config url="https://login.microsoftonline.com/{{tenantId}}${version}/.well-known/openid-configuration" />`
const values = (claim: string, list: readonly string[], match = ''): readonly string[] => [
  '<required-claims>',
  `  <claim name="${claim}"${match}>`,
  ...list.map((value) => `    <value>${value}</value>`),
  '  </claim>',
  '</required-claims>',
]

interface Row {
  readonly name: string
  readonly before: string
  readonly fix: TokenFix
  readonly after: string | undefined
}

const title = ''
const rows: readonly Row[] = [
  {
    name: 'an audience more',
    before: jwt(['<audiences>', '  <audience>a</audience>', '</audiences>']),
    fix: { title, kind: 'add-audience', values: ['b&c'] },
    after: jwt(['<audiences>', '  <audience>a</audience>', '  <audience>b&amp;c</audience>', '</audiences>']),
  },
  {
    name: 'the first audience, between its neighbours',
    before: jwt([config(), ...values('roles', ['r'])]),
    fix: { title, kind: 'add-audience', values: ['b'] },
    after: jwt([config(), '<audiences>', '  <audience>b</audience>', '</audiences>', ...values('roles', ['r'])]),
  },
  {
    name: 'an audience in a required claim, of which one is enough from then on',
    before: jwt(values('aud', ['a'])),
    fix: { title, kind: 'add-audience', values: ['b'] },
    after: jwt(values('aud', ['a', 'b'], ' match="any"')),
  },
  {
    name: 'the metadata of version 2',
    before: jwt([config()]),
    fix: { title, kind: 'add-issuer-version', version: 'v2', issuer: 'i' },
    after: jwt([config(), config('/v2.0')]),
  },
  {
    name: 'the metadata of version 1',
    before: jwt([config('/v2.0')]),
    fix: { title, kind: 'add-issuer-version', version: 'v1', issuer: 'i' },
    after: jwt([config('/v2.0'), config()]),
  },
  {
    name: 'an issuer where there are no metadata',
    before: jwt(['<issuers>', '  <issuer>a</issuer>', '</issuers>']),
    fix: { title, kind: 'add-issuer-version', version: 'v1', issuer: 'i' },
    after: jwt(['<issuers>', '  <issuer>a</issuer>', '  <issuer>i</issuer>', '</issuers>']),
  },
  {
    name: 'metadata of somebody else are left alone',
    before: jwt(['<openid-config url="https://issuer.example/metadata" />']),
    fix: { title, kind: 'add-issuer-version', version: 'v1', issuer: 'i' },
    after: undefined,
  },
  {
    name: 'an attribute that is there',
    before: jwt([config()], ' require-scheme="Token"'),
    fix: { title, kind: 'set-attribute', name: 'require-scheme', value: 'Bearer' },
    after: jwt([config()], ' require-scheme="Bearer"'),
  },
  {
    name: 'an attribute that is not',
    before: jwt([config()]),
    fix: { title, kind: 'set-attribute', name: 'clock-skew', value: '300' },
    after: jwt([config()], ' clock-skew="300"'),
  },
  {
    name: 'a value of a claim',
    before: jwt(values('oid', ['a'], ' match="any"')),
    fix: { title, kind: 'add-claim-value', claim: 'oid', values: ['b'] },
    after: jwt(values('oid', ['a', 'b'], ' match="any"')),
  },
  {
    name: 'one of the values',
    before: jwt(values('roles', ['a', 'b'], ' match="all"')),
    fix: { title, kind: 'match-any', claim: 'roles' },
    after: jwt(values('roles', ['a', 'b'], ' match="any"')),
  },
  {
    name: 'a list in one value',
    before: jwt(values('roles', ['a, b'])),
    fix: { title, kind: 'split-claim-value', claim: 'roles' },
    after: jwt(values('roles', ['a', 'b'], ' match="any"')),
  },
  {
    name: 'the claim of the other version',
    before: jwt(values('appid', ['a'])),
    fix: { title, kind: 'rename-claim', claim: 'appid', to: 'azp' },
    after: jwt(values('azp', ['a'])),
  },
  {
    name: 'a claim that is not there',
    before: jwt([config()]),
    fix: { title, kind: 'rename-claim', claim: 'appid', to: 'azp' },
    after: undefined,
  },
]

test.each(rows)('$name', ({ before, fix, after }) => {
  const text = document(before)
  const edits = applyTokenFix(text, first, fix)
  expect(edits && applyEdits(text, edits)).toBe(after === undefined ? undefined : document(after))
})

test('an application id', () => {
  const text = document('<validate-azure-ad-token tenant-id="t" />')
  const place: CheckPlace = { policy: 'validate-azure-ad-token', id: undefined, ordinal: 0 }
  const edits = applyTokenFix(text, place, { title, kind: 'add-client-id', values: ['x'] })
  expect(applyEdits(text, edits ?? [])).toContain('<application-id>x</application-id>')
})

describe('which check', () => {
  const two = document(
    `<validate-jwt id="a" />\n<choose><when condition="@(true)"><validate-jwt id="b" /></when></choose>`,
  )
  test.each<[string, CheckPlace, number | undefined]>([
    ['by its id, wherever it is', { policy: 'validate-jwt', id: 'b', ordinal: 0 }, two.lastIndexOf('validate-jwt id')],
    ['by its place', { policy: 'validate-jwt', id: undefined, ordinal: 1 }, two.lastIndexOf('validate-jwt id')],
    ['by its kind', { policy: 'validate-jwt', id: 'gone', ordinal: 7 }, two.indexOf('validate-jwt id')],
    ['none of that kind', { policy: 'validate-azure-ad-token', id: undefined, ordinal: 0 }, undefined],
  ])('%s', (_name, place, start) => {
    expect(nameOfCheck(two, place)?.start).toBe(start)
  })
  test('not in a text that is no policy', () => {
    expect(nameOfCheck('<<', first)).toBeUndefined()
  })
})
