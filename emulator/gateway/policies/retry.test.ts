import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

test.each([
  { attributes: 'interval="5"', waits: [5, 5, 5, 5] },
  { attributes: 'interval="5" first-fast-retry="true"', waits: [0, 5, 5, 5] },
  { attributes: 'interval="5" delta="2"', waits: [5, 7, 9, 11] },
  { attributes: 'interval="1" delta="2" max-interval="6"', waits: [1, 3, 6, 6] },
])('$attributes', async ({ attributes, waits }) => {
  const waited: number[] = []
  await tryPolicy({
    policy: `<retry condition="true" count="4" ${attributes}><set-variable name="v" value="1" /></retry>`,
    ports: {
      delay: async (milliseconds) => {
        waited.push(milliseconds / 1000)
      },
    },
  })
  expect(waited).toEqual(waits)
})

test('it ends as soon as its condition does not hold', async () => {
  const { exchange } = await tryPolicy({
    policy: '<retry condition="false" count="4" interval="1"><set-variable name="v" value="1" /></retry>',
  })
  expect(exchange.trace.entries.map(({ step }) => step.policy)).toEqual(['retry', 'set-variable'])
})

test('each attempt is told by the policy itself, not by the last one inside it', async () => {
  const { exchange } = await tryPolicy({
    policy: '<retry condition="true" count="1" interval="1"><set-variable name="v" value="1" /></retry>',
  })
  expect(exchange.trace.entries.map(({ step, messages }) => [step.policy, messages])).toEqual([
    ['retry', ['Retry 1 of 1.']],
    ['set-variable', undefined],
    ['set-variable', undefined],
  ])
})
