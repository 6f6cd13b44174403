import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { value: '12', kept: '12' },
  { value: '@(6 * 2)', kept: 12 },
  { value: '@("a" + "b")', kept: 'ab' },
])('$value', async ({ value, kept }) => {
  const { exchange } = await tryPolicy({ policy: `<set-variable name="v" value='${value}' />` })
  expect(exchange.variables.get('v')).toBe(kept)
})

test('without a name it does not run', async () => {
  await expect(tryPolicy({ policy: '<set-variable value="1" />' })).rejects.toThrow('"name" is missing')
})
