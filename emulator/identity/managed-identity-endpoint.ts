import type { LoopbackRequest, LoopbackResponse } from '../loopback/server.ts'
import { type Cloud, cloudOfAudience } from './clouds.ts'
import type { Directory, Principal } from './directory.ts'
import { IdentityError } from './errors.ts'
import type { SigningKeys } from './signing-keys.ts'
import { audienceOf, requireAssignment, resolveApp } from './token-endpoint.ts'
import { type IssuedToken, issueToken } from './tokens.ts'

/** Seconds: tokens of managed identities live about a day. The platform's own cache of that length is not imitated. */
const managedIdentityLifetime = 24 * 3600

/** A resource that may have identities: the API Management instance, a Data Factory, a Function app. */
export interface IdentityHost {
  readonly name: string
  /** What the App Service endpoint expects in `X-IDENTITY-HEADER`. In memory only. */
  readonly identityHeader: string
  readonly systemAssigned: Principal | undefined
  readonly userAssigned: readonly Principal[]
}

export interface ManagedIdentityPlatform {
  readonly cloud: Cloud
  readonly directory: Directory
  readonly keys: SigningKeys
  /** Milliseconds since 1970. */
  now(): number
}

/** Which of the host's identities: by one of the three ids, or the system-assigned one when all are absent. */
export interface IdentityChoice {
  readonly clientId?: string | undefined
  readonly objectId?: string | undefined
  readonly resourceId?: string | undefined
}

class NoIdentityError extends Error {}

/**
 * @throws NoIdentityError when the host does not have the identity.
 * @throws IdentityError with Entra's words, for example AADSTS500011 for an unknown resource.
 */
export async function managedIdentityToken(
  platform: ManagedIdentityPlatform,
  host: IdentityHost,
  wanted: { readonly resource: string; readonly identity: IdentityChoice },
): Promise<IssuedToken & { readonly principal: Principal }> {
  const principal = choose(host, wanted.identity)
  if (!principal) throw new NoIdentityError('Identity not found')
  const cloud = cloudOfAudience(wanted.resource) ?? platform.cloud
  const app = resolveApp(platform.directory, wanted.resource, cloud)
  requireAssignment(app, principal)
  const issued = await issueToken({
    cloud,
    tenantId: platform.directory.tenantId,
    key: platform.keys.current,
    principal,
    resource: audienceOf(wanted.resource, app),
    app,
    now: Math.floor(platform.now() / 1000),
    lifetime: managedIdentityLifetime,
  })
  return { ...issued, principal }
}

function choose(host: IdentityHost, { clientId, objectId, resourceId }: IdentityChoice): Principal | undefined {
  const all = [...(host.systemAssigned ? [host.systemAssigned] : []), ...host.userAssigned]
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()
  if (clientId) return all.find((identity) => same(identity.clientId, clientId))
  if (objectId) return all.find((identity) => same(identity.objectId, objectId))
  if (resourceId) return host.userAssigned.find((identity) => same(identity.resourceId, resourceId))
  return host.systemAssigned
}

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
export async function answerAppService(
  platform: ManagedIdentityPlatform,
  host: IdentityHost,
  request: LoopbackRequest,
): Promise<LoopbackResponse> {
  const refuse = (status: number, message: string): LoopbackResponse => ({
    status,
    body: { statusCode: status, message },
  })
  if (request.method !== 'GET') return refuse(405, 'The managed identity endpoint answers GET.')
  if (request.headers['x-identity-header'] !== host.identityHeader)
    return refuse(401, 'The X-IDENTITY-HEADER header is missing or is not the one of this application.')
  const query = request.url.searchParams
  if (query.get('api-version') !== '2019-08-01') return refuse(400, 'The api-version must be 2019-08-01.')
  const resource = query.get('resource')
  if (!resource) return refuse(400, 'The query parameter resource is missing.')
  try {
    const issued = await managedIdentityToken(platform, host, {
      resource,
      identity: {
        clientId: query.get('client_id') ?? undefined,
        objectId: query.get('principal_id') ?? query.get('object_id') ?? undefined,
        resourceId: query.get('mi_res_id') ?? undefined,
      },
    })
    return {
      status: 200,
      body: {
        access_token: issued.token,
        client_id: issued.principal.clientId,
        expires_on: String(issued.expiresOn),
        not_before: String(issued.claims.nbf),
        resource,
        token_type: 'Bearer',
      },
    }
  } catch (error) {
    if (error instanceof NoIdentityError) return refuse(400, 'No managed identity found for the specified parameters.')
    if (error instanceof IdentityError) return refuse(400, error.message)
    throw error
  }
}

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
export async function answerImds(
  platform: ManagedIdentityPlatform,
  host: IdentityHost,
  request: LoopbackRequest,
): Promise<LoopbackResponse> {
  const refuse = (error: string, description: string): LoopbackResponse => ({
    status: 400,
    body: { error, error_description: description },
  })
  if (request.method !== 'GET') return { status: 405, body: { error: 'method_not_allowed' } }
  if (String(request.headers.metadata).toLowerCase() !== 'true')
    return refuse('invalid_request', 'Required metadata header not specified')
  const query = request.url.searchParams
  if (query.get('api-version') !== '2018-02-01') return refuse('bad_request', 'The api-version must be 2018-02-01.')
  const resource = query.get('resource')
  if (!resource) return refuse('invalid_request', "Required query variable 'resource' is missing")
  try {
    const issued = await managedIdentityToken(platform, host, {
      resource,
      identity: {
        clientId: query.get('client_id') ?? undefined,
        objectId: query.get('object_id') ?? undefined,
        resourceId: query.get('msi_res_id') ?? query.get('mi_res_id') ?? undefined,
      },
    })
    return {
      status: 200,
      body: {
        access_token: issued.token,
        client_id: issued.principal.clientId,
        expires_in: String(managedIdentityLifetime - 1),
        expires_on: String(issued.expiresOn),
        ext_expires_in: String(managedIdentityLifetime - 1),
        not_before: String(issued.claims.nbf),
        resource,
        token_type: 'Bearer',
      },
    }
  } catch (error) {
    if (error instanceof NoIdentityError) return refuse('invalid_request', 'Identity not found')
    if (error instanceof IdentityError) return refuse('invalid_resource', error.message)
    throw error
  }
}
