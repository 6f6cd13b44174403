import { expect, test } from 'vitest'
import { tryPolicy } from '../try-policy.ts'

const encode = (value: object): string => btoa(JSON.stringify(value)).replaceAll('=', '')
const claims = { iss: 'https://issuer.example', aud: 'a', exp: Date.UTC(2026, 0, 1, 13) / 1000 }
const token = `${encode({ alg: 'HS256' })}.${encode(claims)}.c2ln`
const keys = '<issuer-signing-keys><key>c2VjcmV0</key></issuer-signing-keys>'
const bearer = ['Authorization', `Bearer ${token}`]

const validate = (attributes: string, children = keys) => `<validate-jwt ${attributes}>${children}</validate-jwt>`

test.each([
  { where: 'header-name="Authorization"', headers: bearer },
  { where: 'header-name="Authorization" require-scheme="bearer"', headers: bearer },
  { where: 'header-name="X-Token"', headers: ['X-Token', token] },
  { where: 'query-parameter-name="t"', target: `/?t=${token}` },
  { where: `token-value="${token}"` },
])('the token is found by $where', async ({ where, headers, target }) => {
  const { outcome } = await tryPolicy({ policy: validate(where), headers: headers ?? [], target: target ?? '/' })
  expect(outcome).toBe('goes on')
})

test.each([
  { policy: validate(''), message: 'one of "header-name"' },
  { policy: validate('header-name="a" token-value="b"'), message: 'only one of "header-name"' },
  { policy: validate('header-name="a"', '<decryption-keys />'), message: 'does not decrypt' },
  {
    policy: validate('header-name="a"', '<issuer-signing-keys><key certificate-id="c" /></issuer-signing-keys>'),
    message: 'keeps no certificates',
  },
  {
    policy: validate('header-name="a"', '<issuer-signing-keys><key>%</key></issuer-signing-keys>'),
    message: 'not Base64',
  },
])('$message', async ({ policy, message }) => {
  await expect(tryPolicy({ policy })).rejects.toThrow(message)
})

test('a list of issuers is checked without any metadata', async () => {
  const policy = validate('header-name="Authorization"', `${keys}<issuers><issuer>https://other</issuer></issuers>`)
  await expect(tryPolicy({ policy, headers: bearer })).rejects.toMatchObject({
    details: { reason: 'TokenIssuerNotAllowed', status: 401 },
  })
})
