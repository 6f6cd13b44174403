import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules.ts'

const only = (text: string, ...severities: string[]) =>
  check(analyse(text, { scope: 'api' }), { settings: { set: 'recommended', levels: {} } }).filter(({ severity }) =>
    severities.includes(severity),
  )

const section = (name: string, content: string) => `  <${name}>\n    <base />\n${content}  </${name}>\n`
const definition = (inbound: string) =>
  `<policies>\n${section('inbound', inbound)}${section('backend', '')}${section('outbound', '')}${section('on-error', '')}</policies>`

describe('the policies of the two jobs are clean', () => {
  test('only identities of the tenant may call', () => {
    const text = definition(`    <validate-jwt header-name="Authorization" failed-validation-httpcode="401"
        failed-validation-error-message="@((string)context.LastError.Message)" require-scheme="Bearer">
      <openid-config url="https://login.microsoftonline.us/{{tenantId}}/.well-known/openid-configuration" />
      <required-claims>
        <claim name="aud">
          <value>https://management.usgovcloudapi.net</value>
        </claim>
      </required-claims>
    </validate-jwt>
    <set-header id="apim-generated-policy" name="Authorization" exists-action="delete" />
`)
    expect(only(text, 'error', 'warning', 'info', 'hint')).toEqual([])
  })

  test('the back end is called with the identity of the instance', () => {
    const text = definition('    <authentication-managed-identity resource="11111111-2222-3333-4444-555555555555" />\n')
    expect(only(text, 'error', 'warning', 'info', 'hint')).toEqual([])
  })
})

test('findings are in document order', () => {
  const findings = only('<policies>\n<outbound><quota/><nonsense/></outbound>\n<inbond/>\n</policies>', 'error')
  const starts = findings.map(({ span }) => span.start)
  expect(findings.length).toBeGreaterThan(3)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
})

test('a finding names the element as the service would', () => {
  const text = '<policies>\n  <inbound><set-haeder/></inbound>\n</policies>'
  const [finding] = only(text, 'error')
  expect(finding?.element).toEqual({ name: 'set-haeder', nameStart: text.indexOf('set-haeder') })
  expect(finding?.serviceMessage).toBe('There is no policy matching element name')
})

test('ids are unique, and those of broken text begin with syntax-', () => {
  const ids = rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const broken = check(analyse('<fragment>\n  <set-method>GET\n'))
  expect(broken.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
    'syntax-missing-close-tag',
    'syntax-missing-close-tag',
  ])
})

test.each([
  ['text alone', '{"a": 1}', 'syntax-missing-root'],
  [
    'crossed close tags',
    '<fragment><set-header name="a"><value>1</set-header></value></fragment>',
    'syntax-missing-close-tag',
  ],
  [
    "an open tag without its '<'",
    '<policies><inbound>validate-jwt header-name="A"><openid-config url="{{u}}" /></validate-jwt></inbound></policies>',
    'unexpected-text',
  ],
  [
    "a root without its '<'",
    'policies><inbound><set-method>GET</set-method></inbound><backend /></policies>',
    'syntax-text-outside-root',
  ],
  [
    "<base> without its '/'",
    '<policies><inbound><base><set-method>GET</set-method></inbound></policies>',
    'syntax-missing-close-tag',
  ],
  [
    'a number without its first quote',
    '<fragment><retry condition="true" count=1" interval="1" /></fragment>',
    'syntax-missing-quotes',
  ],
  ['text beside a named value', '<fragment>proxy url="{{u}}" /></fragment>', 'unexpected-text'],
  [
    'a second definition',
    '<policies><inbound><base/></inbound></policies><policies><inbound/></policies>',
    'syntax-several-roots',
  ],
  ['sections without a root', '<inbound><base /></inbound>', 'unknown-root'],
  ['a root of another name', '<policy><inbound><base /></inbound></policy>', 'unknown-root'],
  [
    'policies in <base>',
    '<policies><inbound><base><set-method>GET</set-method></base></inbound></policies>',
    'base-misuse',
  ],
])('%s: one fault is one error', (_what, text, rule) => {
  const errors = check(analyse(text)).filter(({ severity }) => severity === 'error')
  expect(errors.map((finding) => finding.rule)).toEqual([rule])
})

test('a form of a policy that runs elsewhere is told from the policy', () => {
  const text = '<fragment><set-backend-service backend-id="dapr" dapr-app-id="a" dapr-method="b" /></fragment>'
  expect(check(analyse(text, { gateway: 'v2' })).map(({ message }) => message)).toEqual([
    "This form of the policy 'set-backend-service' does not run on the v2 gateway; it runs on self-hosted.",
  ])
})

test('no text makes a rule or a fix throw', () => {
  const text = definition(rules.map(({ examples }) => examples.bad.slice(0, 2000)).join('\n'))
  for (let cut = 0; cut < text.length; cut += 499) {
    for (const finding of check(analyse(text.slice(0, cut) + text.slice(cut + 31)))) finding.fixes?.()
  }
  // A hundred checks of a text of all examples: longer than a test usually takes on a busy machine.
}, 60_000)

describe('a rule that throws', () => {
  const examples = { bad: '', good: '' }
  const about = { severity: 'error', category: 'structure', summary: '', why: '', examples } as const
  const fault = new Error('broken')
  const fail = (): never => {
    throw fault
  }
  const broken: readonly Rule[] = [
    { ...about, id: 'at-once', check: fail },
    { ...about, id: 'at-document', check: () => ({ document: fail }) },
    { ...about, id: 'at-element', check: () => ({ element: fail }) },
    { ...about, id: 'at-name', check: () => ({ cors: fail }) },
    {
      ...about,
      id: 'at-fixes',
      check: (cx) => ({ cors: ({ element }) => cx.report({ element, message: 'm', fixes: fail }) }),
    },
  ]
  const text = '<fragment><cors /><nonsense /></fragment>'

  test('leaves the findings of the others', () => {
    const faults: string[] = []
    const onFault = (id: string, cause: unknown): void => {
      expect(cause).toBe(fault)
      faults.push(id)
    }
    const findings = check(analyse(text), { rules: [...broken, ...rules], onFault })
    for (const finding of findings) finding.fixes?.()
    expect([...new Set(faults)].sort()).toEqual(broken.map(({ id }) => id).sort())
    const expected = check(analyse(text)).map(({ rule }) => rule)
    expect(findings.map(({ rule }) => rule).filter((rule) => rule !== 'at-fixes')).toEqual(expected)
    expect(findings.map(({ rule }) => rule)).toContain('at-fixes')
  })

  test.each(broken)('is heard where nobody listens for faults: $id', (rule) => {
    expect(() => check(analyse(text), { rules: [rule] }).map(({ fixes }) => fixes?.())).toThrow(fault)
  })
})
