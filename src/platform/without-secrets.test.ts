import { expect, test } from 'vitest'
import type * as vscode from 'vscode'
import { withoutSecrets, withoutSecretsIn } from './without-secrets.ts'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl'

test.each([
  [`Bearer ${token}`, 'Bearer [redacted]'],
  [`the token ${token} is late`, 'the token [redacted] is late'],
  ['Basic dXNlcjpwYXNzd29yZA==', 'Basic [redacted]'],
  ['https://a/b?x=1&subscription-key=abc&y=2', 'https://a/b?x=1&subscription-key=[redacted]&y=2'],
  ['Ocp-Apim-Subscription-Key: abc', 'Ocp-Apim-Subscription-Key: [redacted]'],
  ['{"primaryKey":"abc","b":1}', '{"primaryKey":"[redacted]","b":1}'],
  ['https://a/b?code=abc', 'https://a/b?code=[redacted]'],
  ['failed (code: ECONNREFUSED), status=401', 'failed (code: ECONNREFUSED), status=401'],
  ['the basic tier', 'the basic tier'],
])('%s', (text, safe) => {
  expect(withoutSecrets(text)).toBe(safe)
})

const channel = () => {
  const written: unknown[] = []
  const write = (...what: unknown[]): void => void written.push(...what)
  const levels = { trace: write, debug: write, info: write, warn: write, error: write }
  const all = { ...levels, append: write, appendLine: write, replace: write, name: 'Policywright', logLevel: 1 }
  const frozen = Object.freeze({ ...all, show: () => 'shown', written })
  return frozen as unknown as vscode.LogOutputChannel & { readonly written: readonly unknown[]; show(): string }
}

test.each(['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'] as const)(
  'nothing secret gets into a channel by %s',
  (level) => {
    const raw = channel()
    const log = withoutSecretsIn(raw)
    const say = (...args: unknown[]): void => Reflect.apply(log[level], log, args)
    say(
      `Bearer ${token}`,
      new Error(token),
      Object.assign(new Error('with a request'), { request: { authorization: token } }),
      { request: { authorization: token } },
      7,
      undefined,
    )
    expect(raw.written).toHaveLength(6)
    expect(JSON.stringify(raw.written)).not.toContain('eyJ')
    expect(raw.written.slice(4)).toEqual([7, undefined])
  },
)

test('it is the same channel otherwise', () => {
  const log = withoutSecretsIn(channel())
  expect([log.name, log.logLevel, log.show(), 'trace' in log]).toEqual(['Policywright', 1, 'shown', true])
})
