import { describe, expect, test } from 'vitest'
import {
  explainSignIn,
  findingOf,
  isServiceError,
  ServiceError,
  type ServiceErrorKind,
  serviceError,
} from './service-error.ts'

const rest = (statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Error =>
  Object.assign(new Error('The request failed.'), {
    name: 'RestError',
    statusCode,
    response: {
      status: statusCode,
      bodyAsText: JSON.stringify(body),
      headers: { get: (name: string) => headers[name] },
    },
  })

const answer = (code: string, message: string, details: unknown[] = []): unknown => ({
  error: { code, message, details },
})

test.each<[number, ServiceErrorKind, string]>([
  [400, 'refused', 'refused it'],
  [401, 'sign-in', 'did not accept the credential'],
  [403, 'forbidden', 'Ask for a role'],
  [404, 'not-found', 'Check the subscription'],
  [409, 'conflict', 'try again'],
  [412, 'changed', 'nothing was written'],
  [429, 'throttled', 'wait 7 s'],
  [500, 'service', 'an error of its own (500)'],
  [503, 'service', 'an error of its own (503)'],
])('%i is %s', (status, kind, words) => {
  const error = serviceError(rest(status, answer('Code', 'Their words.'), { 'retry-after': '7' }), 'reading the policy')
  expect(error).toMatchObject({ kind, status, code: 'Code' })
  expect(error.message).toContain(words)
  expect(error.message).toContain('reading the policy')
})

describe('a refused document', () => {
  test('each detail becomes a finding, nested ones too', () => {
    const details = [
      {
        code: 'ValidationError',
        target: 'x',
        message: "Error in element 'set-header' on line 19, column 7: It cannot contain text.",
      },
      {
        code: 'Outer',
        message: 'Outer',
        details: [{ message: 'An error occurred while parsing EntityName. Line 12, position 151.' }],
      },
    ]
    const error = serviceError(
      rest(400, answer('ValidationError', 'One or more fields contain incorrect values:', details)),
      'writing',
    )
    expect(error.findings).toEqual([
      { element: 'set-header', line: 19, column: 7, message: 'It cannot contain text.' },
      {
        element: undefined,
        line: 12,
        column: 151,
        message: 'An error occurred while parsing EntityName. Line 12, position 151.',
      },
    ])
    expect(error.message).toContain("'set-header' on line 19")
  })
  test('without details the message itself is the finding', () => {
    const error = serviceError(
      rest(400, answer('ValidationError', 'The policy fragment is not a valid XML: x')),
      'writing',
    )
    expect(error.findings).toEqual([
      { element: undefined, line: undefined, column: undefined, message: 'The policy fragment is not a valid XML: x' },
    ])
  })
  test('a message of several lines', () => {
    expect(findingOf("Error in element 'a' on line 2, column 3:\r\nfirst\nsecond")).toMatchObject({
      line: 2,
      message: 'first\nsecond',
    })
  })
})

test.each([
  ['ECONNREFUSED', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'REQUEST_SEND_ERROR' })],
  ['ENOTFOUND', new Error('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }) })],
  ['connection dropped', new Error('socket hang up')],
])('%s is a network that is down', (code, cause) => {
  const request = { url: 'https://management.azure.com/x' }
  const error = serviceError(Object.assign(cause, { request }), 'listing the APIs')
  expect(error).toMatchObject({ kind: 'unreachable', code })
  expect(error.message).toMatch(/^management\.azure\.com cannot be reached while listing the APIs/)
})

test('a sign-in error names its number and what to do', () => {
  const text = 'AADSTS500011: The resource principal named api://x was not found. Trace ID: 1 Correlation ID: 2'
  expect(explainSignIn(text)?.message).toContain('check the App ID URI')
  expect(
    serviceError(Object.assign(new Error(text), { name: 'AuthenticationRequiredError' }), 'signing in'),
  ).toMatchObject({
    kind: 'sign-in',
    code: 'AADSTS500011',
  })
  expect(explainSignIn('AADSTS999999: Something new. Trace ID: 1')?.message).toBe('Something new.')
  expect(explainSignIn('no number')).toBeUndefined()
})

test('cancelling is said as such; other errors keep their words, without secrets', () => {
  expect(serviceError(Object.assign(new Error('aborted'), { name: 'AbortError' }), 'x').kind).toBe('cancelled')
  expect(serviceError(new Error('odd: Bearer abcdefghijkl'), 'x').message).toBe('Failed while x: odd: Bearer •••')
})

test('errors are recognised across bundles, by name', () => {
  const error = new ServiceError({ kind: 'other', message: 'm' })
  expect(isServiceError(error)).toBe(true)
  expect(isServiceError(Object.assign(new Error('m'), { name: 'ServiceError' }))).toBe(true)
  expect(isServiceError(new Error('m'))).toBe(false)
  expect(serviceError(error, 'x')).toBe(error)
})
