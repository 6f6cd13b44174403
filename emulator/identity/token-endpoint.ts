import type { LoopbackResponse } from '../loopback/server.ts'
import { type Cloud, cloudOfAudience } from './clouds.ts'
import type { AppRegistration, Directory, Principal } from './directory.ts'
import { IdentityError } from './errors.ts'
import type { SigningKeys } from './signing-keys.ts'
import { issueToken } from './tokens.ts'

/** Seconds. Entra takes a random value between 60 and 90 minutes; here it is always the shortest. */
const applicationLifetime = 3600

export interface TokenRequest {
  readonly cloud: Cloud
  readonly directory: Directory
  readonly keys: SigningKeys
  /** Milliseconds since 1970. */
  readonly now: number
  /** The tenant as it stands in the path. */
  readonly tenant: string
  readonly endpointVersion: 1 | 2
  readonly form: URLSearchParams
  readonly authorization: string | undefined
}

/**
 * Client credentials. The version of the endpoint decides how the resource is named (`resource` or `scope`), the resource's
 * own registration decides the version of the token:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 * @throws IdentityError with the number and words of Entra.
 */
export async function answerTokenRequest(request: TokenRequest): Promise<LoopbackResponse> {
  const { cloud, directory, form, keys, now, tenant } = request
  if (tenant.toLowerCase() !== directory.tenantId) throw new IdentityError('AADSTS90002', tenant)
  const grant = form.get('grant_type') ?? ''
  if (grant !== 'client_credentials') throw new IdentityError('AADSTS70003', grant)

  const client = authenticate(request)
  const resource = request.endpointVersion === 2 ? resourceOfScope(form.get('scope')) : form.get('resource')
  if (!resource) throw new IdentityError('AADSTS900144', request.endpointVersion === 2 ? 'scope' : 'resource')
  const app = resolveApp(directory, resource, cloud)
  requireAssignment(app, client)

  const issued = await issueToken({
    cloud,
    tenantId: directory.tenantId,
    key: keys.current,
    principal: client,
    resource: audienceOf(resource, app),
    app,
    now: Math.floor(now / 1000),
    lifetime: applicationLifetime,
  })
  const seconds = applicationLifetime - 1
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body:
      request.endpointVersion === 2
        ? { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: issued.token }
        : {
            token_type: 'Bearer',
            expires_in: String(seconds),
            ext_expires_in: String(seconds),
            expires_on: String(issued.expiresOn),
            not_before: String(issued.claims.nbf),
            resource,
            access_token: issued.token,
          },
  }
}

/** @throws IdentityError AADSTS500011 when the tenant has no such resource, or has it in another cloud. */
export function resolveApp(directory: Directory, resource: string, cloud: Cloud): AppRegistration {
  const app = directory.findApp(resource)
  const owner = cloudOfAudience(resource)
  if (!app || (owner && owner !== cloud)) throw new IdentityError('AADSTS500011', resource, directory.tenantId)
  return app
}

/** `api://<client id>` and URIs are repeated as they were asked for; a bare client id stays one. */
export const audienceOf = (resource: string, app: AppRegistration): string =>
  resource.toLowerCase() === app.clientId ? app.clientId : resource

export function requireAssignment(app: AppRegistration, principal: Principal): void {
  if (app.assignmentRequired && (principal.roles?.[app.clientId] ?? []).length === 0)
    throw new IdentityError('AADSTS501051', principal.clientId, principal.name, app.clientId, app.name)
}

function authenticate({ authorization, directory, form }: TokenRequest): Principal {
  const basic = basicCredentials(authorization)
  const clientId = form.get('client_id') ?? basic?.id
  if (!clientId) throw new IdentityError('AADSTS900144', 'client_id')
  const client = directory.findPrincipal(clientId)
  if (client?.kind !== 'application' || client.clientId !== clientId.toLowerCase())
    throw new IdentityError('AADSTS700016', clientId, directory.tenantId)
  const secret = form.get('client_secret') ?? basic?.secret
  if (!secret) throw new IdentityError('AADSTS7000216')
  if (secret !== client.secret) throw new IdentityError('AADSTS7000215', clientId)
  return client
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return undefined
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s)
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
}

/** MSAL adds OpenID scopes to the one it was given; those name no resource. */
function resourceOfScope(scope: string | null): string | undefined {
  const wanted = (scope ?? '').split(' ').filter((part) => !/^(openid|profile|email|offline_access)?$/.test(part))
  const [only, another] = wanted
  if (only === undefined) return undefined
  if (another !== undefined || !only.endsWith('/.default')) throw new IdentityError('AADSTS1002012', wanted.join(' '))
  return only.slice(0, -'/.default'.length)
}
