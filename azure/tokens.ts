import { REDACTED } from './redact.ts'

export type Claims = Readonly<Record<string, unknown>>

export interface DecodedToken {
  readonly header: Claims
  readonly claims: Claims
}

const part = (text: string): Claims | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
  } catch {
    return undefined
  }
}

/** Reads a JWT without checking it: for display and explanation only. Undefined when it is not one. */
export function decodeToken(token: string): DecodedToken | undefined {
  const [head, body, ...rest] = token.trim().split('.')
  if (head === undefined || body === undefined || rest.length !== 1) return undefined
  const header = part(head)
  const claims = part(body)
  return header && claims ? { header, claims } : undefined
}

/** Claims that identify a person or could be replayed; they are of no use in an explanation. */
const PRIVATE = new Set([
  'uti',
  'rh',
  'aio',
  'sid',
  'email',
  'upn',
  'unique_name',
  'preferred_username',
  'name',
  'given_name',
  'family_name',
  'ipaddr',
  'puid',
  'onprem_sid',
  'nonce',
  'xms_cc',
  'groups',
  'wids',
])

/** What may be shown of a token: claims that decide access stay, personal ones are masked; the signature is never part. */
export const displayClaims = (claims: Claims): Claims =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, PRIVATE.has(name) ? REDACTED : value]))

/** `exp` in milliseconds since the epoch, or undefined. */
export const expiryOf = (token: string): number | undefined => {
  const exp = decodeToken(token)?.claims.exp
  return typeof exp === 'number' ? exp * 1000 : undefined
}

/** https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats */
export const versionOf = (claims: Claims): 'v1' | 'v2' => (claims.ver === '2.0' ? 'v2' : 'v1')
