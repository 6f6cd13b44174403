import type { LoopbackRequest, LoopbackResponse } from '../loopback/server.ts'
import { type Cloud, type CloudName, cloudOfAudience, clouds, isCloudName } from './clouds.ts'
import { type Directory, idOf, type Principal } from './directory.ts'
import type { SigningKeys } from './signing-keys.ts'
import { type IssuedToken, issueToken } from './tokens.ts'

/**
 * The body of `POST /_local/token`: a token of any identity, valid or broken in a chosen way. Only the local issuer has this
 * door; nothing like it exists in Azure.
 */
export interface LocalTokenOrder {
  readonly audience: string
  /** Name, client id, object id or resource id; a name that the directory does not know becomes a new application. */
  readonly identity?: string
  readonly appid?: string
  readonly oid?: string
  readonly version?: 1 | 2
  readonly cloud?: CloudName
  readonly roles?: readonly string[]
  /** Replace claims, or remove those that are null. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Seconds, 3600 when absent; negative for a token that has expired. */
  readonly expiresIn?: number
  readonly badSignature?: boolean
  /** Signs over the hash of a nonce, as tokens for Microsoft Graph are. */
  readonly graphNonce?: boolean
}

export interface LocalIssuer {
  readonly cloud: Cloud
  readonly directory: Directory
  readonly keys: SigningKeys
  now(): number
}

/** @throws Error saying which part of the order is wrong. */
export async function issueLocalToken(issuer: LocalIssuer, order: LocalTokenOrder): Promise<IssuedToken> {
  check(order)
  const app = issuer.directory.findApp(order.audience)
  const chosen = order.cloud ? clouds[order.cloud] : (cloudOfAudience(order.audience) ?? issuer.cloud)
  return issueToken({
    cloud: chosen,
    tenantId: issuer.directory.tenantId,
    key: issuer.keys.current,
    principal: principalOf(issuer.directory, order),
    resource: order.audience,
    app: order.graphNonce ? { ...(app ?? unregistered(order.audience)), noncedTokens: true } : app,
    now: Math.floor(issuer.now() / 1000),
    lifetime: order.expiresIn ?? 3600,
    ...(order.version ? { version: order.version } : {}),
    ...(order.roles ? { roles: order.roles } : {}),
    ...(order.claims ? { claims: order.claims } : {}),
    signature: order.badSignature ? 'bad' : 'good',
  })
}

export async function answerLocalToken(issuer: LocalIssuer, request: LoopbackRequest): Promise<LoopbackResponse> {
  const refuse = (message: string): LoopbackResponse => ({
    status: 400,
    body: { error: 'invalid_request', error_description: message },
  })
  let order: LocalTokenOrder
  try {
    order = JSON.parse(request.body) as LocalTokenOrder
  } catch {
    return refuse('The body must be a JSON object with at least "audience".')
  }
  try {
    const issued = await issueLocalToken(issuer, order)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        token_type: 'Bearer',
        access_token: issued.token,
        expires_on: issued.expiresOn,
        claims: issued.claims,
      },
    }
  } catch (error) {
    if (error instanceof OrderError) return refuse(error.message)
    throw error
  }
}

class OrderError extends Error {}

function check(order: LocalTokenOrder): void {
  if (typeof order !== 'object' || order === null) throw new OrderError('The order must be a JSON object.')
  if (typeof order.audience !== 'string' || order.audience === '') throw new OrderError('"audience" is missing.')
  if (order.version !== undefined && order.version !== 1 && order.version !== 2)
    throw new OrderError('"version" must be 1 or 2.')
  if (order.cloud !== undefined && !isCloudName(order.cloud))
    throw new OrderError('"cloud" must be public, us-government or china.')
  if (order.expiresIn !== undefined && !Number.isInteger(order.expiresIn))
    throw new OrderError('"expiresIn" must be a whole number of seconds.')
  if (order.roles !== undefined && !Array.isArray(order.roles)) throw new OrderError('"roles" must be a list of names.')
}

function principalOf(directory: Directory, { appid, identity, oid }: LocalTokenOrder): Principal {
  const key = identity ?? appid ?? oid ?? 'somebody'
  const known = directory.findPrincipal(key) ?? namedPrincipal(key)
  return { ...known, ...(appid ? { clientId: appid } : {}), ...(oid ? { objectId: oid } : {}) }
}

const namedPrincipal = (name: string): Principal => ({
  name,
  kind: 'application',
  clientId: idOf(`${name}/client`),
  objectId: idOf(`${name}/object`),
})

const unregistered = (audience: string) => ({
  name: audience,
  clientId: audience,
  appIdUris: [audience],
  requestedAccessTokenVersion: null,
})
