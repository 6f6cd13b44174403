import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const policy = (action: string, values = '<value>new</value>') =>
  `<set-header name="x-a" exists-action="${action}">${values}</set-header>`

test.each([
  { action: 'override', before: ['X-A', '1', 'x-a', '2'], after: ['new'] },
  { action: 'skip', before: ['X-A', '1'], after: ['1'] },
  { action: 'skip', before: [], after: ['new'] },
  { action: 'append', before: ['X-A', '1'], after: ['1,new'] },
  { action: 'delete', before: ['X-A', '1'], after: undefined },
])('$action on $before', async ({ action, before, after }) => {
  const { exchange } = await tryPolicy({ policy: policy(action), headers: before })
  expect(exchange.request.headers.get('X-A')).toEqual(after)
})

test('in outbound it changes the response', async () => {
  const { exchange } = await tryPolicy({ policy: policy('override'), section: 'outbound', response: {} })
  expect(exchange.response?.headers.get('X-A')).toEqual(['new'])
  expect(exchange.request.headers.has('X-A')).toBe(false)
})

test('an action that does not exist is a fault', async () => {
  await expect(tryPolicy({ policy: policy('replace') })).rejects.toThrow('"exists-action" is "replace"')
})

test.each(['Connection', 'content-length', 'Transfer-Encoding'])('%s is left alone', async (name) => {
  const { exchange } = await tryPolicy({ policy: `<set-header name="${name}"><value>x</value></set-header>` })
  expect(exchange.request.headers.raw).toEqual([])
})

test.each([
  { policy: '<set-header name="X A"><value>1</value></set-header>', message: '"X A" is not the name of a header' },
  { policy: '<set-header name="X-A"><value>a&#10;b: c</value></set-header>', message: 'such as a line break' },
  { policy: '<set-header name="X-A"><value>€</value></set-header>', message: 'a character that no header can hold' },
])('$policy is a fault', async ({ policy, message }) => {
  await expect(tryPolicy({ policy })).rejects.toThrow(message)
})

test('white space around a value is not sent', async () => {
  const { exchange } = await tryPolicy({ policy: '<set-header name="X-A"><value>\n  v\n</value></set-header>' })
  expect(exchange.request.headers.first('X-A')).toBe('v')
})
