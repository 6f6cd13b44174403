import { describe, expect, it } from 'vitest'
import { paint, withCursor } from '../../../test/support/cursor.ts'
import { shortType } from '../expression/clr/clr-type.ts'
import { analyse } from './analysis.ts'
import type { DocumentOptions } from './options.ts'
import { flowOf, summarise, variableMentions, variablesAt } from './variables.ts'

it.each([
  ['<set-variable name="⟦a⟧" value="1" />', ['set a']],
  ['<set-body>@((string)context.Variables["⟦a⟧"])</set-body>', ['read a']],
  ['<set-body>@(context.Variables.GetValueOrDefault<string>("⟦a⟧", "b"))</set-body>', ['read a']],
  ['<set-body>@($"{context.Variables["⟦a⟧"]} {context.Variables["⟦b⟧"]:D}")</set-body>', ['read a', 'read b']],
  ["<set-header name='@(context.Variables[&quot;⟦a&amp;b⟧&quot;])' />", ['read a&b']],
  ['<choose><when condition="@(context.Variables.ContainsKey(@"⟦a⟧"))" /></choose>', ['read a']],
  ['<return-response response-variable-name="⟦a⟧" />', ['read a']],
  ['<send-request mode="new" response-variable-name="⟦a⟧" />', ['set a']],
  ['<set-body>@{ var all = context.Variables; return (string)all["⟦a⟧"]; }</set-body>', ['read a']],
  // What stands there is not the name, or does not name a variable.
  ['<set-body>@(context.Variables["a\\u0062"])</set-body>', []],
  ['<set-body>@{ var name = "a"; return (string)context.Variables[name]; }</set-body>', []],
  ['<set-body>@(context.Request.Headers["a"][0])</set-body>', []],
  ['<set-variable name="{{a}}" value="1" />', []],
])('finds the names in %s', (marked, expected) => {
  const wrap = (content: string): string => `<policies><inbound>${content}</inbound></policies>`
  const mentions = variableMentions(analyse(wrap(marked.replace(/[⟦⟧]/g, ''))))
  expect(mentions.map(({ role, name }) => `${role} ${name}`)).toEqual(expected)
  const spans = mentions.map(({ span }) => span)
  expect(paint(wrap(marked.replace(/[⟦⟧]/g, '')), spans)).toBe(wrap(marked))
})

/** `name: types`, with `?` behind a name that is set on some paths only and `…` where the types are not all. */
function known(marked: string, options?: DocumentOptions): readonly string[] {
  const { text, offset } = withCursor(marked)
  return [...variablesAt(analyse(text, options), offset).values()].map(
    ({ name, isCertain, types, isOpen }) =>
      `${name}${isCertain ? '' : '?'}: ${types.map(shortType).join(' | ')}${isOpen ? '…' : ''}`,
  )
}

const inbound = (content: string): string => `<policies><inbound>${content}<set-body>┆</set-body></inbound></policies>`
const set = (name: string, value: string): string => `<set-variable name="${name}" value='${value}' />`
const when = (condition: string, body: string): string => `<when condition='@(${condition})'>${body}</when>`
const choose = (...branches: readonly string[]): string => `<choose>${branches.join('')}</choose>`

describe('what is known of variables', () => {
  it.each([
    ['a literal', set('a', '1'), ['a: string']],
    ['an expression', set('a', '@(1 + 1L)'), ['a: long']],
    ['an object', set('a', '@(context.Request.Body.As<JObject>(true))'), ['a: JObject']],
    ['a named value', set('a', '{{b}}'), ['a: …']],
    ['a copy', set('a', '@(2)') + set('b', '@(context.Variables["a"])'), ['a: int', 'b: int']],
    ['the last of two', set('a', '1') + set('a', '@(1)'), ['a: int']],
    ['a request', '<send-request mode="new" response-variable-name="a" />', ['a: IResponse']],
    ['a token', '<validate-jwt header-name="X" output-token-variable-name="a" />', ['a: Jwt']],
    [
      'a managed identity',
      '<authentication-managed-identity resource="r" output-token-variable-name="a" />',
      ['a: string'],
    ],
    ['the cache', '<cache-lookup-value key="k" variable-name="a" />', ['a?: …']],
    ['the cache with a default', '<cache-lookup-value key="k" default-value="d" variable-name="a" />', ['a: …']],
    ['a rate limit', '<rate-limit calls="1" renewal-period="1" remaining-calls-variable-name="a" />', ['a?: …']],
    ['one branch', choose(when('true', set('a', '1'))), ['a?: string']],
    [
      'both branches',
      choose(when('true', set('a', '1')), `<otherwise>${set('a', '@(1)')}</otherwise>`),
      ['a: string | int'],
    ],
    [
      'a branch that ends',
      choose(when('true', '<return-response />'), `<otherwise>${set('a', '1')}</otherwise>`),
      ['a: string'],
    ],
    ['a test for it', choose(when('!context.Variables.ContainsKey("a")', set('a', '1'))), ['a: string…']],
    ['a loop', `<retry condition="@(false)" count="1" interval="1">${set('a', '1')}</retry>`, ['a: string']],
    [
      'all of several',
      `<wait for="all">${choose(when('true', ''))}<send-request response-variable-name="a" /></wait>`,
      ['a: IResponse'],
    ],
    [
      'any of several',
      `<wait for="any"><send-request response-variable-name="b" /><send-request response-variable-name="a" /></wait>`,
      ['b?: IResponse', 'a?: IResponse'],
    ],
  ])('from %s', (_what, content, expected) => {
    expect(known(inbound(content))).toEqual(expected)
  })

  it('follows the order of the sections, not that of the document', () => {
    const text =
      '<policies><outbound><set-body>┆</set-body></outbound><inbound><set-variable name="a" value="1" /></inbound></policies>'
    expect(known(text)).toEqual(['a: string'])
  })

  it('is sure of nothing in the error section', () => {
    const text =
      '<policies><inbound><set-variable name="a" value="1" /></inbound><on-error><set-body>┆</set-body></on-error></policies>'
    expect(known(text)).toEqual(['a?: string'])
  })

  it('takes what a second round of a loop finds', () => {
    const loop = `<retry condition="@(true)" count="1" interval="1"><set-body>┆</set-body>${set('a', '1')}</retry>`
    expect(known(`<policies><inbound>${loop}</inbound></policies>`)).toEqual(['a?: string'])
  })

  it('takes what other scopes and fragments set where they run', () => {
    const outer = {
      sets: [
        { name: 'tenant', type: 'System.String', section: 'inbound', isAlwaysSet: true },
        { name: 'late', section: 'outbound', isAlwaysSet: true },
      ],
      isComplete: true,
    }
    const fragments = {
      one: { sets: [{ name: 'user', type: 'System.Int32', isAlwaysSet: true }], reads: [], includes: ['two'] },
      two: { sets: [{ name: 'role', isAlwaysSet: true }], reads: [], includes: ['one'] },
    }
    const content = '<base /><include-fragment fragment-id="one" />'
    expect(known(inbound(content), { neighbours: { outer, fragments } })).toEqual([
      'tenant: string',
      'user: int',
      'role?: …',
    ])
  })
})

it('says what a document sets in its sections, reads and includes', () => {
  const text = `<policies>
  <inbound><base />${set('a', '1')}${choose(when('context.Variables.ContainsKey("z")', set('b', '@(1)')))}</inbound>
  <outbound>${set('a', '2')}<include-fragment fragment-id="f" /></outbound>
</policies>`
  expect(summarise(analyse(text))).toEqual({
    sets: [
      { name: 'a', section: 'inbound', isAlwaysSet: true, type: 'System.String' },
      { name: 'b', section: 'inbound', isAlwaysSet: false, type: 'System.Int32' },
      { name: 'a', section: 'outbound', isAlwaysSet: true, type: 'System.String' },
    ],
    reads: ['z'],
    includes: ['f'],
  })
})

it('says that a document may read any variable', () => {
  expect(
    summarise(analyse('<fragment><set-body>@(string.Join(",", context.Variables.Keys))</set-body></fragment>')),
  ).toMatchObject({ readsAny: true })
})

/** The reads of the body that are certainly too late. */
const lateReads = (content: string): number =>
  flowOf(analyse(`<policies><inbound>${content}</inbound></policies>`)).moments.filter(
    ({ read, entry, isWhole }) => read.kind === 'body' && entry?.isCertain === true && isWhole,
  ).length

const READ = 'context.Request.Body.As<string>()'
const KEPT = 'context.Request.Body.As<string>(preserveContent: true)'

it.each([
  [set('a', `@(${READ})`) + set('b', `@(${READ})`), 1],
  [set('a', `@(${READ} + ${READ})`), 1],
  [set('a', `@(${KEPT})`) + set('b', `@(${READ})`), 0],
  [`${set('a', `@(${READ})`)}<set-body>x</set-body>${set('b', `@(${READ})`)}`, 0],
  [choose(when(`${READ} == "a"`, set('b', `@(${READ})`))), 1],
  [choose(when('true', set('a', `@(${READ})`)), `<otherwise>${set('b', `@(${READ})`)}</otherwise>`), 0],
  [choose(when('true', set('a', `@(${READ})`))) + set('b', `@(${READ})`), 0],
  [set('a', `@(context.Request.HasBody ? ${READ} : ${READ})`), 0],
])('tells what is left of the body in %s', (content, late) => {
  expect(lateReads(content)).toBe(late)
})

it.each([
  ['policies that nest deeper than anybody writes', '<choose><when condition="@(true)">'.repeat(3000)],
  ['retries in retries', '<retry condition="@(true)"><set-variable name="a" value="1" />'.repeat(2000)],
  ['sums of many terms', `<set-body>@(${'context.Variables["a"] + '.repeat(5000)}1)</set-body>`],
])('survives %s', (_what, content) => {
  const analysis = analyse(`<policies><inbound>${content}</inbound></policies>`)
  expect(() => flowOf(analysis)).not.toThrow()
  expect(() => summarise(analysis)).not.toThrow()
})
