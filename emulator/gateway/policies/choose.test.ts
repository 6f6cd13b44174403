import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const set = (value: string) => `<set-variable name="v" value="${value}" />`
const choose = (first: string, second: string) =>
  `<choose><when condition="${first}">${set('first')}</when><when condition="${second}">${set('second')}</when><otherwise>${set('rest')}</otherwise></choose>`

test.each([
  { policy: choose('true', 'true'), taken: 'first' },
  { policy: choose('False', 'True'), taken: 'second' },
  { policy: choose('@(1 > 2)', '@(false)'), taken: 'rest' },
])('$policy', async ({ policy, taken }) => {
  const { exchange } = await tryPolicy({ policy })
  expect(exchange.variables.get('v')).toBe(taken)
})

test('a branch that responds ends the pipeline', async () => {
  const policy = `<choose><when condition="true"><return-response /></when></choose>${set('late')}`
  const { exchange, outcome } = await tryPolicy({ policy })
  expect(outcome).toBe('responds')
  expect(exchange.variables.size).toBe(0)
})

test('a condition that is no boolean names its branch', async () => {
  await expect(tryPolicy({ policy: choose('perhaps', 'true') })).rejects.toMatchObject({
    details: { path: 'when[1]', message: 'The value "perhaps" of "condition" is neither true nor false.' },
  })
})
