import { createHash, randomUUID } from 'node:crypto'
import { CompactSign } from 'jose'
import { type Cloud, v1Issuer, v2Issuer } from './clouds.ts'
import type { AppRegistration, Principal } from './directory.ts'
import type { SigningKey } from './signing-keys.ts'

export interface TokenOrder {
  readonly cloud: Cloud
  readonly tenantId: string
  readonly key: SigningKey
  readonly principal: Principal
  /** The resource as it was asked for: version 1 tokens repeat it in `aud`. */
  readonly resource: string
  /** Undefined: no such app is registered; tests may ask for tokens of any audience. */
  readonly app?: AppRegistration | undefined
  /** Seconds since 1970. */
  readonly now: number
  /** Seconds; negative for a token that has expired already. */
  readonly lifetime: number
  readonly version?: 1 | 2
  readonly roles?: readonly string[]
  /** Replace or, when null, remove claims of the finished token. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly signature?: 'good' | 'bad'
}

export interface IssuedToken {
  readonly token: string
  readonly claims: Readonly<Record<string, unknown>>
  /** Seconds since 1970. */
  readonly expiresOn: number
}

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export async function issueToken(order: TokenOrder): Promise<IssuedToken> {
  const { app, key, lifetime, now } = order
  const version = order.version ?? app?.requestedAccessTokenVersion ?? 1
  const expiresOn = now + lifetime
  const issuedAt = Math.min(now, expiresOn - 60)
  const roles = order.roles ?? (app && order.principal.roles?.[app.clientId]) ?? []
  const claims = withOverrides(
    {
      aud: version === 2 ? (app?.clientId ?? order.resource) : order.resource,
      ...(version === 2 ? v2Claims(order) : v1Claims(order)),
      iat: issuedAt,
      nbf: issuedAt,
      exp: expiresOn,
      ...(app?.idtyp ? { idtyp: 'app' } : {}),
      oid: order.principal.objectId,
      sub: order.principal.objectId,
      ...(roles.length > 0 ? { roles } : {}),
      tid: order.tenantId,
      uti: createHash('sha1').update(randomUUID()).digest('base64url').slice(0, 22),
      ver: version === 2 ? '2.0' : '1.0',
      ...(order.principal.resourceId ? { xms_mirid: miridOf(order.principal) } : {}),
    },
    order.claims,
  )
  const token = await sign(claims, { key, version, order })
  return { token, claims, expiresOn }
}

const v1Claims = ({ cloud, tenantId, principal }: TokenOrder) => ({
  iss: v1Issuer(cloud, tenantId),
  appid: principal.clientId,
  appidacr: credentialKind(principal),
  idp: v1Issuer(cloud, tenantId),
})

const v2Claims = ({ cloud, tenantId, principal }: TokenOrder) => ({
  iss: v2Issuer(cloud, tenantId),
  azp: principal.clientId,
  azpacr: credentialKind(principal),
})

/** 1: the application proved itself by a secret; 2: by a certificate, as the platform does for managed identities. */
const credentialKind = (principal: Principal): string => (principal.kind === 'application' ? '1' : '2')

/** Seen in real tokens with `resourcegroups` in lower case. */
const miridOf = (principal: Principal): string =>
  (principal.resourceId ?? '').replace(/\/resourceGroups\//i, '/resourcegroups/')

function withOverrides(
  claims: Record<string, unknown>,
  overrides: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...claims, ...overrides }).filter(([, value]) => value !== null && value !== undefined),
  )
}

async function sign(
  claims: Record<string, unknown>,
  { key, version, order }: { key: SigningKey; version: 1 | 2; order: TokenOrder },
): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims))
  const header = { typ: 'JWT', alg: 'RS256', kid: key.kid, ...(version === 1 ? { x5t: key.kid } : {}) }
  const signed = (extra: Record<string, string>) =>
    new CompactSign(payload).setProtectedHeader({ ...header, ...extra }).sign(key.privateKey)

  if (order.app?.noncedTokens) return noncedToken({ ...header }, signed)
  const token = await signed({})
  return order.signature === 'bad' ? breakSignature(token) : token
}

/**
 * The signature covers the SHA-256 of the nonce while the token carries the nonce itself, so a validator that does not know
 * this refuses it: https://github.com/MicrosoftDocs/azure-docs/issues/80018
 */
async function noncedToken(
  header: Record<string, string>,
  signed: (extra: Record<string, string>) => Promise<string>,
): Promise<string> {
  const nonce = randomUUID().replaceAll('-', '')
  const hashed = createHash('sha256').update(nonce).digest('base64url')
  const [, payload, signature] = (await signed({ nonce: hashed })).split('.')
  const wireHeader = Buffer.from(JSON.stringify({ ...header, nonce })).toString('base64url')
  return `${wireHeader}.${payload}.${signature}`
}

function breakSignature(token: string): string {
  const at = token.lastIndexOf('.') + 1
  const first = token[at] === 'A' ? 'B' : 'A'
  return token.slice(0, at) + first + token.slice(at + 1)
}
