import { expect, test } from 'vitest'
import { HeaderList } from '../pipeline/header-list.ts'
import { policyTrial } from '../try-policy.ts'

test('a second call is refused while the first is inside, and let in afterwards', async () => {
  let finish = (): void => {}
  const run = policyTrial({
    policy: '<limit-concurrency key="k" max-count="1"><forward-request /></limit-concurrency>',
    section: 'backend',
    ports: {
      forward: () =>
        new Promise((resolve) => {
          finish = () => resolve({ status: 200, reason: '', headers: new HeaderList(), body: undefined })
        }),
    },
  })
  const first = run()
  await expect(run()).rejects.toMatchObject({ details: { status: 429 } })
  finish()
  await first
  const third = run()
  finish()
  expect((await third).outcome).toBe('goes on')
})
