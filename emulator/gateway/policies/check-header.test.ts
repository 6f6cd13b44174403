import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const policy = (ignoreCase: string) =>
  `<check-header name="X-A" failed-check-httpcode="403" failed-check-error-message="No" ignore-case="${ignoreCase}"><value>One</value></check-header>`

test.each([
  { ignoreCase: 'true', value: 'one', passes: true },
  { ignoreCase: 'false', value: 'One', passes: true },
  { ignoreCase: 'false', value: 'one', passes: false },
])('$value with ignore-case $ignoreCase', async ({ ignoreCase, value, passes }) => {
  const tried = tryPolicy({ policy: policy(ignoreCase), headers: ['x-a', value] })
  if (passes) expect((await tried).outcome).toBe('goes on')
  else
    await expect(tried).rejects.toMatchObject({
      details: { reason: 'HeaderValueNotAllowed', status: 403, answer: 'No' },
    })
})

test('a header that is missing', async () => {
  await expect(tryPolicy({ policy: policy('true') })).rejects.toMatchObject({ details: { reason: 'HeaderNotFound' } })
})
