export type Claims = Readonly<Record<string, unknown>>

export interface DecodedToken {
  readonly header: Claims
  readonly claims: Claims
  /** What the signature covers. */
  readonly signed: string
  readonly signature: Uint8Array
}

/** @returns undefined when the text is not a JWS in compact form with a JSON header and JSON claims. */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split('.')
  const [header, claims, signature] = parts
  if (parts.length !== 3 || header === undefined || claims === undefined || signature === undefined) return undefined
  try {
    const decodedHeader = jsonObject(header)
    const decodedClaims = jsonObject(claims)
    if (!decodedHeader || !decodedClaims) return undefined
    return {
      header: decodedHeader,
      claims: decodedClaims,
      signed: `${header}.${claims}`,
      signature: fromBase64(signature),
    }
  } catch {
    return undefined
  }
}

/** @throws when the text is not base64 or base64url. */
export function fromBase64(text: string): Uint8Array {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0))
}

function jsonObject(text: string): Claims | undefined {
  const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64(text)))
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined
}

/** The values of a claim as text: an array's elements, a list split at `separator`, or the one value. */
export function claimValues(claims: Claims, name: string, separator?: string): readonly string[] | undefined {
  const value = claims[name]
  if (value === undefined || value === null) return undefined
  const values = (Array.isArray(value) ? value : [value]).map(claimText)
  return separator === undefined || separator === ''
    ? values
    : values.flatMap((entry) => entry.split(separator).map((part) => part.trim()))
}

const claimText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
