import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const own = '<address>192.0.2.1</address>'
const range = '<address-range from="192.0.2.0" to="192.0.2.255" />'
const other = '<address>2001:db8::1</address>'

test.each([
  { action: 'allow', list: own, reason: undefined },
  { action: 'allow', list: range, reason: undefined },
  { action: 'allow', list: other, reason: 'CallerIpNotAllowed' },
  { action: 'forbid', list: other, reason: undefined },
  { action: 'forbid', list: other + range, reason: 'CallerIpBlocked' },
  { action: 'allow', list: '<address>nonsense</address>', reason: 'ConfigurationInvalid' },
  { action: 'allow', list: '', reason: 'PolicyNotRunnable' },
])('$action $list', async ({ action, list, reason }) => {
  const tried = tryPolicy({ policy: `<ip-filter action="${action}">${list}</ip-filter>` })
  if (reason === undefined) expect((await tried).outcome).toBe('goes on')
  else await expect(tried).rejects.toMatchObject({ details: { reason } })
})
