import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose'
import type { Token } from './case.ts'

export const tenant = 'aaaabbbb-0000-cccc-1111-dddd2222eeee'
export const audience = '00001111-aaaa-2222-bbbb-3333cccc4444'
export const caller = '55556666-eeee-7777-ffff-8888aaaa9999'
export const hmacKey = 'c2lnbmluZyBrZXkgb2YgYXQgbGVhc3QgdGhpcnR5LXR3byBieXRlcyBsZW5ndGg='

export interface TestIssuer {
  readonly url: string
  /** How often anything was fetched. */
  fetches(): number
  rotate(): Promise<void>
  sign(token: Token, nowSeconds: number): Promise<string>
  close(): Promise<void>
}

interface Pair {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

const pair = async (alg: string, kid: string): Promise<Pair> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } }
}

/** A little Entra: metadata of versions 1 and 2 for any tenant and host, one key set, tokens on demand. */
export async function startIssuer(): Promise<TestIssuer> {
  let generation = 1
  let keys = [await pair('RS256', 'rsa-1'), await pair('PS256', 'pss-1'), await pair('ES256', 'ec-1')]
  const stranger = await pair('RS256', 'stranger')
  let fetches = 0

  const server = createServer((request, response) => {
    fetches++
    const host = request.headers.host ?? ''
    const path = request.url ?? ''
    const [, tenantOfPath = ''] = path.split('/')
    const isV2 = path.includes('/v2.0/')
    if (path.endsWith('/.well-known/openid-configuration'))
      response.end(
        JSON.stringify({
          issuer: isV2 ? `https://${host}/${tenantOfPath}/v2.0` : `https://sts.windows.net/${tenantOfPath}/`,
          jwks_uri: `https://${host}/${tenantOfPath}/discovery/keys`,
        }),
      )
    else if (path.endsWith('/discovery/keys')) response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetches: () => fetches,
    async rotate() {
      generation++
      keys = [await pair('RS256', `rsa-${generation}`)]
    },
    async sign(token, nowSeconds) {
      const { expiresIn = 3600, version = 2, key = 'published', algorithm = 'RS256' } = token
      const claims = {
        aud: audience,
        iss: version === 1 ? `https://sts.windows.net/${tenant}/` : `https://login.microsoftonline.com/${tenant}/v2.0`,
        iat: nowSeconds,
        tid: tenant,
        oid: caller,
        ...(version === 1 ? { appid: caller } : { azp: caller }),
        ...(expiresIn === null ? {} : { exp: nowSeconds + expiresIn }),
        ...(token.notBeforeIn === undefined ? {} : { nbf: nowSeconds + token.notBeforeIn }),
        ...token.claims,
      }
      if (key === 'none') return new UnsecuredJWT(claims).encode()
      if (algorithm === 'HS256')
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Uint8Array.from(atob(hmacKey), (character) => character.charCodeAt(0)))
      const own = keys.find(({ alg }) => alg === algorithm)
      const signer = key === 'published' ? own : stranger
      if (!signer || !own) throw new Error(`no key for ${algorithm}`)
      const kid = key === 'unknown' ? 'nobody-knows' : own.kid
      return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid }).sign(signer.privateKey)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
