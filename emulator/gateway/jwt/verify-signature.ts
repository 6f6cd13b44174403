import type { GatewayPorts } from '../ports.ts'
import type { DecodedToken } from './decode.ts'
import type { IssuerKeys, OpenIdStore } from './open-id-store.ts'
import { refusals, type TokenRefusal } from './refusals.ts'
import { kindOfAlgorithm, type VerificationKey } from './signature.ts'

export interface KeySource {
  readonly openId: OpenIdStore
  readonly ports: GatewayPorts
  /** Metadata addresses. */
  readonly urls: readonly string[]
  readonly inline: readonly VerificationKey[]
}

/** Fetches what is not known yet; a promise only then. */
export function issuersOf({ openId, urls }: KeySource): readonly IssuerKeys[] | Promise<readonly IssuerKeys[]> {
  const known: IssuerKeys[] = []
  for (const url of urls) {
    const keys = openId.get(url)
    if (keys instanceof Promise) return Promise.all(urls.map((each) => openId.get(each)))
    known.push(keys)
  }
  return known
}

/** Checks the signature; an unknown key id makes the issuers' keys be fetched once more. */
export async function verifySignature(token: DecodedToken, source: KeySource): Promise<TokenRefusal | undefined> {
  const algorithm = typeof token.header.alg === 'string' ? token.header.alg : ''
  const kid = keyIdOf(token)
  let keys = matching(kid, algorithm, source.inline, await issuersOf(source))
  if (keys.length === 0 && kid !== undefined && source.urls.length > 0) {
    const fetched = await Promise.all(source.urls.map((url) => source.openId.refresh(url)))
    keys = matching(kid, algorithm, source.inline, fetched)
  }
  if (keys.length === 0) return refusals.keyNotFound(kid ?? '')
  const { signed, signature } = token
  const holds = keys.some((key) => source.ports.signatures.verify({ algorithm, key, signed, signature }))
  return holds ? undefined : refusals.signatureInvalid(kid ?? '')
}

function keyIdOf({ header }: DecodedToken): string | undefined {
  if (typeof header.kid === 'string') return header.kid
  return typeof header.x5t === 'string' ? header.x5t : undefined
}

/** Keys with the token's id; without an id on either side, every key of the algorithm's kind is tried. */
function matching(
  kid: string | undefined,
  algorithm: string,
  inline: readonly VerificationKey[],
  issuers: readonly IssuerKeys[],
): VerificationKey[] {
  const kind = kindOfAlgorithm(algorithm)
  const all = [...inline, ...issuers.flatMap(({ keys }) => keys)].filter((key) => key.kind === kind)
  if (kid === undefined) return all
  const named = all.filter((key) => key.kid === kid || key.x5t === kid)
  return named.length > 0 ? named.slice(0, 1) : all.filter((key) => key.kid === undefined)
}
