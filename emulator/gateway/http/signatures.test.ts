import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { decodeToken } from '../jwt/decode.ts'
import { nodeSignatures } from './signatures.ts'

const verify = (token: string, key: ReturnType<typeof nodeSignatures.importJwk>) => {
  const decoded = decodeToken(token)
  if (!decoded || !key) throw new Error('no token or no key')
  const algorithm = String(decoded.header.alg)
  return nodeSignatures.verify({ algorithm, key, signed: decoded.signed, signature: decoded.signature })
}

test.each(['RS256', 'RS512', 'PS256', 'ES256', 'ES384'])('%s', async (algorithm) => {
  const { publicKey, privateKey } = await generateKeyPair(algorithm)
  const other = await generateKeyPair(algorithm)
  const token = await new SignJWT({}).setProtectedHeader({ alg: algorithm }).sign(privateKey)
  expect(verify(token, nodeSignatures.importJwk({ ...(await exportJWK(publicKey)) }))).toBe(true)
  expect(verify(token, nodeSignatures.importJwk({ ...(await exportJWK(other.publicKey)) }))).toBe(false)
})

test('a public RSA key is no HMAC secret', async () => {
  const { publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)) }
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(String(jwk.n)))
  expect(verify(token, nodeSignatures.importJwk(jwk))).toBe(false)
})

test.each([{ kty: 'oct', k: 'AA' }, { kty: 'RSA' }, {}])('%o is no key to check with', (jwk) => {
  expect(nodeSignatures.importJwk(jwk)).toBeUndefined()
})
