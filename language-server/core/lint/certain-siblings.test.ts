import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'

const errorsIn = (text: string, options = {}): readonly string[] =>
  check(analyse(text, options))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule)

const choice = (one: string, other: string): string => `%{ if internal ~}\n${one}\n%{ else ~}\n${other}\n%{ endif ~}`
const both = (one: string, other: string): string => `${one}\n${other}`

const send = (content: string): string =>
  `<fragment><send-request mode="new" response-variable-name="r" timeout="5">${content}</send-request></fragment>`
const target = (host: string): string => `<set-url>https://${host}/orders</set-url><set-method>GET</set-method>`
const section = (name: string, content: string): string => `<policies><${name}>${content}</${name}></policies>`

describe.each([
  ['children that may stand once', ['child-order', 'too-many-children', 'too-many-children'], send, target],
  [
    'policies of backend',
    ['single-backend-policy'],
    (content: string) => section('backend', content),
    (host: string) => `<forward-request timeout="${host.length}" />`,
  ],
  ['<base />', ['base-misuse'], (content: string) => section('inbound', content), () => '<base />'],
  [
    'sections',
    ['duplicate-section'],
    (content: string) => `<policies>${content}</policies>`,
    () => '<inbound><base /></inbound>',
  ],
] as const)('%s', (_what, rules, around, one) => {
  test('in two branches of a template are alternatives', () => {
    expect(errorsIn(around(choice(one('inner.example'), one('outer.example'))))).toEqual([])
  })

  test('one behind the other are an error, also where the form is not understood', () => {
    const [a, b] = [one('inner.example'), one('outer.example')]
    expect(errorsIn(around(both(a, b)))).toEqual(rules)
    expect(errorsIn(around(choice(a, b)), { placeholders: [] })).toEqual(expect.arrayContaining([...rules]))
  })
})

test.each([
  '<policies><inbound><base /><rate-limit calls="<%= calls %>" renewal-period="60" /></inbound></policies>',
  '<policies><inbound><base /><set-header name="x"><value><%= host %></value></set-header></inbound></policies>',
])('what begins with <%% is left to its tool: %s', (text) => {
  expect(errorsIn(text, { scope: 'product' })).toEqual([])
  expect(errorsIn(text, { scope: 'product', placeholders: [] })).toContain('syntax-raw-less-than')
})

test('a statement that a template repeats needs no braces', () => {
  const text = `<fragment><set-variable name="id" value="@{
%{ for tenant in tenants ~}
    if (context.Request.OriginalUrl.Host == "\${tenant.host}") { return "\${tenant.id}"; }
%{ endfor ~}
    return "";
  }" /></fragment>`
  expect(errorsIn(text)).toEqual([])
})
