import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { safeCause } from './safe-cause.ts'
import { ServiceError } from './service-error.ts'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl'
const secret = 'the-value-of-a-secret'
const rest = (message = `It failed for Bearer ${token}`, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), {
    name: 'RestError',
    code: 'ValidationError',
    statusCode: 400,
    request: { headers: { authorization: `Bearer ${token}` }, body: secret },
    response: {
      status: 400,
      bodyAsText: secret,
      headers: { get: (name: string) => (name === 'x-ms-request-id' ? 'id-1' : undefined), secret },
    },
    details: { secret },
  })
const printed = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true, customInspect: false }) + String(value)

test('keeps the name, the code, the status, the id of the request and where it was thrown', () => {
  const cause = safeCause(rest())
  expect(cause).toMatchObject({ name: 'RestError', code: 'ValidationError', status: 400, requestId: 'id-1' })
  expect(cause?.message).toBe('It failed for Bearer •••')
  expect(cause?.stack).toMatch(/^RestError: It failed for Bearer •••\n\s+at /)
})

describe.each([
  ['an error of the SDK', rest()],
  ['one inside another', rest('Outer', rest('Inner', rest()))],
  ['a body that could not be read', rest(`Error "x" occurred while parsing the response body - ${secret}`)],
  ['a cause that is no error', new Error('Outer', { cause: { authorization: `Bearer ${token}`, secret } })],
])('%s', (_what, error) => {
  test('prints no token, no header and no body', () => {
    const kept = new ServiceError({ kind: 'other', message: 'It failed.', cause: error })
    for (const text of [printed(kept), printed(kept.cause), JSON.stringify(kept), JSON.stringify(kept.cause) ?? '']) {
      expect(text).not.toContain('eyJ')
      expect(text).not.toContain(secret)
    }
  })
})

test('a circle of causes ends', () => {
  const error = rest()
  error.cause = error
  expect(printed(safeCause(error)).match(/RestError: It failed/g)?.length).toBeLessThan(8)
})

test.each([undefined, 'text', { authorization: token }])('%s is no cause', (value) => {
  expect(safeCause(value)).toBeUndefined()
})
