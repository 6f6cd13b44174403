import { describe, expect, test } from 'vitest'
import type { CallReport } from '../../../workflows/call.ts'
import type { Exchange } from '../../../workflows/exchange.ts'
import { renderReport } from './render-report.ts'

const answered = (status: number, body: string): Exchange => ({
  request: { method: 'GET', url: 'https://example.test/orders', headers: { accept: '*/*' }, body: undefined },
  response: { status, statusText: 'words', headers: { 'content-type': 'application/json' }, body, truncated: false },
  milliseconds: 12.4,
})

const report: CallReport = {
  api: 'orders',
  operation: 'list-orders',
  audience: 'api://orders',
  checks: [],
  without: answered(401, '{"message":"no token"}'),
  with: answered(200, '<script>alert(1)</script>'),
  token: { header: { alg: 'RS256' }, claims: { aud: 'api://orders', roles: ['Orders.Read'] } },
  verdict: { name: 'protected', message: 'Protected and reachable.' },
  explanation: undefined,
  predictions: [],
}

describe('the page of a call', () => {
  const page = renderReport(report, 'n0nce')

  test('shows the verdict, both statuses and the claims', () => {
    for (const text of [
      'Protected and reachable.',
      '401',
      '200',
      'Without a token',
      'With your token',
      'Orders.Read',
      'class="verdict good"',
    ])
      expect(page).toContain(text)
  })

  test('escapes what the gateway answered', () => {
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;script&gt;')
  })

  test('prints JSON readably and allows no script', () => {
    expect(page).toContain('&quot;message&quot;: &quot;no token&quot;')
    expect(page).toContain("default-src 'none'")
  })

  test('offers to secure what is not protected, and only that', () => {
    const open = renderReport({ ...report, verdict: { name: 'not-protected', message: 'Not protected.' } }, 'n0nce')
    expect(open).toContain('command:policywright.secureApi')
    expect(page).not.toContain('command:policywright.secureApi')
  })

  test('says what to do when it is not protected', () => {
    const bad = renderReport({
      ...report,
      verdict: { name: 'token-refused', message: 'The token was refused.' },
      explanation: { cause: 'role', message: 'A role is missing.', remedy: 'Grant the role.' },
    })
    expect(bad).toContain('class="verdict bad"')
    expect(bad).toContain('Grant the role.')
  })
})
