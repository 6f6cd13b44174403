import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'
import { rules } from './rules.ts'

const only = (text: string, ...severities: string[]) =>
  check(analyse(text, { scope: 'api' })).filter(({ severity }) => severities.includes(severity))

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
  const text = '<fragment>\n  <set-haeder/>\n</fragment>'
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

test('no text makes a rule or a fix throw', () => {
  const text = definition(rules.map(({ examples }) => examples.bad.slice(0, 2000)).join('\n'))
  for (let cut = 0; cut < text.length; cut += 499) {
    for (const finding of check(analyse(text.slice(0, cut) + text.slice(cut + 31)))) finding.fixes?.()
  }
})
