import { describe, expect, test } from 'vitest'
import type { CallReport } from '../../../workflows/call.ts'
import type { Exchange } from '../../../workflows/exchange.ts'
import { renderReport } from './render-report.ts'

const answered = (status: number, body: string, type = 'application/json'): Exchange => ({
  request: { method: 'GET', url: 'https://example.test/orders', headers: { accept: '*/*' }, body: undefined },
  response: { status, statusText: 'words', headers: { 'content-type': type }, body, truncated: false },
  waited: 8.6,
  milliseconds: 12.4,
})

const report: CallReport = {
  api: 'orders',
  operation: 'list-orders',
  audience: 'api://orders',
  checks: [],
  without: answered(401, '{"message":"no token"}'),
  with: answered(200, '<script>alert(1)</script>'),
  token: { header: { alg: 'RS256' }, claims: { aud: 'api://orders', roles: ['Orders.Read'], exp: 1_767_225_600 } },
  verdict: { name: 'protected', message: 'Protected and reachable.' },
  explanation: undefined,
  comparison: [],
  predictions: [],
}
const refused: CallReport = {
  ...report,
  verdict: { name: 'token-refused', message: 'The token was refused.' },
  explanation: {
    cause: 'audience',
    message: 'Another audience.',
    remedy: 'Add it.',
    policy: { ref: { kind: 'api', api: 'orders' }, line: 4 },
    repair: {
      ref: { kind: 'api', api: 'orders' },
      check: { policy: 'validate-jwt', id: undefined, ordinal: 0 },
      fix: { kind: 'add-audience', title: 'Accept the audience "<x>" too', values: ['<x>'] },
    },
  },
  comparison: [
    {
      policy: 'validate-jwt',
      ref: { kind: 'api', api: 'orders' },
      line: 4,
      runs: 'always',
      aspects: [
        { name: 'audience', wanted: 'a', has: 'b', outcome: 'fails' },
        { name: 'issuer', wanted: 'i', has: 'i', outcome: 'holds' },
        { name: 'claim roles', wanted: '{{role}}', has: 'r', outcome: 'unknown' },
      ],
    },
  ],
}
const render = (one: CallReport): string => renderReport(one, 'n0nce')

describe('the page of a call', () => {
  const page = render(report)

  test('shows the verdict, both statuses, the times and the claims', () => {
    for (const text of [
      'Protected and reachable.',
      '401',
      '200',
      '12 ms, 9 ms to the first byte',
      'Without a token',
      'With your token',
      'Orders.Read',
      '2026-01-01T00:00:00.000Z',
      'class="verdict good"',
    ])
      expect(page).toContain(text)
  })

  test('escapes what the gateway answered, and allows no script', () => {
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain(`content="default-src 'none'; style-src 'nonce-n0nce'"`)
    expect(page.match(/<style/g)).toEqual(['<style'])
  })

  test('prints bodies readably, by their content type', () => {
    expect(page).toContain('&quot;message&quot;: &quot;no token&quot;')
    const xml = render({ ...report, with: answered(200, '<a><b>1</b></a>', 'text/xml') })
    expect(xml).toContain('&lt;a&gt;\n  &lt;b&gt;1&lt;/b&gt;\n&lt;/a&gt;')
  })

  test('offers to repeat, to trace, to export and to copy the token', () => {
    for (const command of ['repeatCall', 'traceCall', 'exportCall', 'copyCallToken'])
      expect(page).toContain(`href="command:policywright.${command}"`)
    expect(render({ ...report, token: undefined })).not.toContain('copyCallToken')
  })

  test('offers to secure what is not protected, and only that', () => {
    const open = render({ ...report, verdict: { name: 'not-protected', message: 'Not protected.' } })
    expect(open).toContain('command:policywright.secureApi')
    expect(page).not.toContain('command:policywright.secureApi')
  })

  test('says why a token was refused, links the line, and offers the change', () => {
    const bad = render(refused)
    expect(bad).toContain('class="verdict bad"')
    expect(bad).toContain('Add it.')
    const place = encodeURIComponent(JSON.stringify([{ ref: { kind: 'api', api: 'orders' }, line: 4 }]))
    expect(bad).toContain(`<a href="command:policywright.showCalledPolicy?${place}">API orders, line 4</a>`)
    expect(bad).toContain('command:policywright.repairCalledPolicy')
    expect(bad).toContain('Accept the audience &quot;&lt;x&gt;&quot; too')
  })

  test('compares the token with the policy, in words and not by colour alone', () => {
    const rows = [...render(refused).matchAll(/<td class="fits (\w+)">([^<]*)</g)].map(([, name, text]) => [name, text])
    expect(rows).toEqual([
      ['fails', '✗ no'],
      ['holds', '✓ yes'],
      ['unknown', '? not known here'],
    ])
  })

  test('shows the steps of a trace, or why there is none', () => {
    const step = { section: 'inbound', source: 'validate-jwt', at: 1.25, took: 0.5, message: '<said>', data: { a: 1 } }
    const steps = [{ ...step, section: 'inbound' as const, policy: { ref: { kind: 'global' as const }, line: 7 } }]
    const traced = render({ ...report, trace: { status: 'traced', id: 'x', steps } })
    for (const text of ['all APIs, line 7', '&lt;said&gt;', '>1.3<', '>0.5<', '&quot;a&quot;: 1'])
      expect(traced).toContain(text)
    expect(traced).not.toContain('command:policywright.traceCall')
    expect(render({ ...report, trace: { status: 'refused', message: 'No trace: why.' } })).toContain('No trace: why.')
  })

  test('names whose token it was', () => {
    expect(render({ ...report, caller: 'data-factory' })).toContain('With a token of data-factory')
  })
})
