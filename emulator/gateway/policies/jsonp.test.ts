import { expect, test } from 'vitest'
import { bodyText, tryPolicy } from '../try-policy.ts'

const call = (target: string) =>
  tryPolicy({
    policy: '<jsonp callback-parameter-name="cb" />',
    section: 'outbound',
    target,
    response: { headers: ['Content-Type', 'application/json'], body: '{"a":1}' },
  })

test.each(['/orders/1?cb=show', '/orders/1?x=1&cb=app.show', '/orders/1?cb=%24f_1'])(
  '%s is a script',
  async (target) => {
    const { exchange } = await call(target)
    expect(bodyText(exchange.response)).toMatch(/^[$\w.]+\(\{"a":1\}\);$/)
    expect(exchange.response?.headers.get('Content-Type')).toEqual(['application/javascript'])
  },
)

test.each(['/orders/1', '/orders/1?cb='])('%s is JSON', async (target) => {
  const { exchange } = await call(target)
  expect(bodyText(exchange.response)).toBe('{"a":1}')
})

test.each(['/?cb=alert(1)//', '/?cb=a%20b', '/?cb=1a', '/?cb=a..b'])('%s is refused', async (target) => {
  await expect(call(target)).rejects.toMatchObject({ details: { reason: 'CallbackParameterInvalid', status: 400 } })
})
