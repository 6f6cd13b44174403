import { expect, test } from 'vitest'
import { analyse } from '../../model/analysis.ts'
import { check } from '../check.ts'
import { backend, inbound } from './refused.ts'

test.each([
  ['<send-request response-variable-name="r"><set-method>GET</set-method></send-request>', true],
  ['<send-request mode="new" response-variable-name="r"><set-method>GET</set-method></send-request>', true],
  ['<send-one-way-request mode="new"><set-method>GET</set-method></send-one-way-request>', true],
  ['<send-one-way-request mode="copy"><set-method>GET</set-method></send-one-way-request>', false],
  ['<send-request mode="{{mode}}" response-variable-name="r"><set-method>GET</set-method></send-request>', false],
  ['<send-request mode="@("copy")" response-variable-name="r"><set-method>GET</set-method></send-request>', false],
  [
    '<send-request mode="new" response-variable-name="r"><set-url>@("https://a.example")</set-url></send-request>',
    false,
  ],
])('%s misses its URL, of which a warning tells: %s', (policy, missed) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule === 'missing-child')
  expect(found.map(({ severity, element }) => [severity, element?.name])).toEqual(
    missed ? [['warning', policy.slice(1, policy.indexOf(' '))]] : [],
  )
})

test.each([
  ['<set-method>${is_read && !is_write ? "GET" : "POST"}</set-method>', []],
  ['<set-method>${retries < 2 ? "GET" : "POST"}</set-method>', []],
  ['%{ if is_read && !is_write ~}<set-method>GET</set-method>%{ endif ~}', []],
  ['<rewrite-uri template="/${path}?a=1&b=2" />', ['syntax-raw-ampersand']],
  ['<set-method>${method}</set-method><set-body>1 < 2</set-body>', ['syntax-raw-less-than']],
])('in %s no character is refused that a templating tool replaces', (policy, refused) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule.startsWith('syntax-raw-'))
  expect(found.map(({ rule }) => rule)).toEqual(refused)
})

test.each(['203.0.113.10', '2001:db8::1', '::ffff:10.0.0.1', '{{office}}', '@(context.Request.IpAddress)'])(
  'the address %s is right',
  (address) => {
    const text = inbound(`<ip-filter action="allow"><address>${address}</address></ip-filter>`)
    expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
  },
)

test.each([
  ['Bearer @(context.RequestId)', true],
  ['Bearer @((string)context.Variables["token"])', true],
  ['key-@{ return context.RequestId; }', true],
  ['key-@{id}', true],
  ['  @(context.RequestId.ToString())', false],
  ['call us @(09:00)', false],
  ['orders@contoso.example', false],
])('%s holds an expression that stays text: %s', (value, partial) => {
  const text = inbound(`<set-header name="a" exists-action="override"><value>${value}</value></set-header>`)
  expect(check(analyse(text)).some(({ rule }) => rule === 'partial-expression')).toBe(partial)
})

test('an attribute is not missed behind an expression that does not end', () => {
  const text = inbound(
    '<retry condition="@((context.Response.StatusCode == 500)\n" interval="1" count="2"><base /></retry>',
  )
  expect(check(analyse(text)).filter(({ rule }) => rule === 'missing-attribute')).toEqual([])
})

test('the source of a trace may be an expression', () => {
  const text = inbound('<trace source="@(context.Api.Name)" severity="verbose"><message>called</message></trace>')
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

test.each([
  ...[
    '5L',
    '1.5m',
    'Guid.NewGuid()',
    'DateTime.UtcNow',
    'new byte[2]',
    'new JArray()',
    '"a".AsJwt()',
    '(int?)null',
  ].map((code): [string] => [`<set-variable name="v" value="@(${code})" />`]),
  ['<set-body>@(new byte[] { 1 })</set-body>'],
  ['<cache-store-value key="a" value="@(new JObject())" duration="5" />'],
  ['<set-variable name="v" value="@(context.Variables["a"] as IResponse)" />'],
])('the type of %s is right', (policy) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule === 'expression-return-type')
  expect(found).toEqual([])
})

// https://learn.microsoft.com/azure/api-management/set-graphql-resolver-policy
test('resolvers of fields beside <base /> are right', () => {
  const resolver = (field: string): string =>
    `<set-graphql-resolver parent-type="Query" field="${field}"><http-data-source><http-request><set-method>GET</set-method><set-url>https://orders.example</set-url></http-request></http-data-source></set-graphql-resolver>`
  const text = backend(`${resolver('order')}\n${resolver('orders')}\n<base />`)
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

// https://learn.microsoft.com/azure/api-management/llm-token-limit-policy, as the portal writes it for an API of Microsoft Foundry.
test('a quota of tokens by the deployed model that the call is for is right', () => {
  const text = inbound(
    '<llm-token-limit counter-key="@(context.Request.Foundry.Deployment)" token-quota="@(long.Parse("5"))" token-quota-period="Daily" estimate-prompt-tokens="false" />',
  )
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

/** Refused by what only the service, the network or a call knows: check has no ground to say anything, and says no error. */
test.each([
  [
    'metadata that the service cannot fetch: the network tells',
    inbound(
      '<validate-jwt header-name="a"><openid-config url="https://unreachable.example/.well-known/openid-configuration" /></validate-jwt>',
    ),
  ],
  [
    'a header value with a line break: only the call knows the text',
    inbound('<set-header name="x"><value>@(context.Request.Url.Path + "\\r\\n")</value></set-header>'),
  ],
  ['a limit of -1 KB, or a bad request without words: a state of the service', inbound('<base />')],
  [
    'a document type: the reader of the service may refuse it, which nobody has seen',
    '<!DOCTYPE policies>\n<policies><inbound><base /></inbound></policies>',
  ],
])('%s', (_reason, text) => {
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})
