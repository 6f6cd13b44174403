import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test('the pipeline goes on at once, and a failure is only logged', async () => {
  const lines: string[] = []
  let fail = (_error: Error): void => {}
  const { outcome } = await tryPolicy({
    policy:
      '<send-one-way-request><set-url>https://x.example/y</set-url><set-method>GET</set-method></send-one-way-request>',
    ports: {
      log: (line) => lines.push(line),
      fetch: () =>
        new Promise((_resolve, reject) => {
          fail = reject
        }),
    },
  })
  expect(outcome).toBe('goes on')
  fail(new Error('nobody there'))
  await Promise.resolve().then(() => {})
  expect(lines).toEqual(['send-one-way-request to https://x.example/y failed: nobody there'])
})
