import { createHash } from 'node:crypto'

/** A resource that tokens are asked for. https://learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest */
export interface AppRegistration {
  readonly name: string
  readonly clientId: string
  readonly appIdUris: readonly string[]
  /** Decides the version of every token for this resource, whichever endpoint is called: 1 when null. */
  readonly requestedAccessTokenVersion: 1 | 2 | null
  readonly appRoles?: readonly string[]
  /** A token is refused to an application without a role (AADSTS501051). */
  readonly assignmentRequired?: true
  /** Graph puts a nonce into the header and signs over its hash, so that nobody else can validate the token. */
  readonly noncedTokens?: true
  /** `idtyp` is an optional claim; management tokens carry it. */
  readonly idtyp?: true
}

/** Somebody who asks for tokens: an application with a secret, or the managed identity of a resource. */
export interface Principal {
  readonly name: string
  readonly clientId: string
  readonly objectId: string
  readonly secret?: string
  /** ARM id of the resource that owns a managed identity: the claim `xms_mirid`. */
  readonly resourceId?: string
  /** Resource id of a user-assigned identity's host, or the same resource for a system-assigned one. */
  readonly kind: 'application' | 'system-assigned' | 'user-assigned'
  /** Client id of an app registration -> the app roles granted there. */
  readonly roles?: Readonly<Record<string, readonly string[]>>
}

/** The tenant's app registrations and principals. */
export interface Directory {
  readonly tenantId: string
  readonly apps: readonly AppRegistration[]
  readonly principals: readonly Principal[]
  addApp(app: AppRegistration): void
  addPrincipal(principal: Principal): void
  removePrincipal(objectId: string): void
  /** By client id or App ID URI. One slash more or less at the end is another resource, unless both are listed. */
  findApp(resource: string): AppRegistration | undefined
  /** By name, client id, object id or resource id. */
  findPrincipal(key: string): Principal | undefined
}

export function createDirectory(tenantId: string): Directory {
  const apps: AppRegistration[] = []
  const principals: Principal[] = []
  return {
    tenantId,
    apps,
    principals,
    addApp(app) {
      remove(apps, (known) => known.clientId === app.clientId)
      apps.push(app)
    },
    addPrincipal(principal) {
      remove(principals, (known) => known.objectId === principal.objectId)
      principals.push(principal)
    },
    removePrincipal(objectId) {
      remove(principals, (known) => known.objectId === objectId)
    },
    findApp(resource) {
      const wanted = resource.toLowerCase()
      const isGuid = /^[0-9a-f-]{36}$/.test(wanted)
      const id = wanted.startsWith('api://') ? wanted.slice('api://'.length) : wanted
      return apps.find((app) =>
        isGuid || app.clientId === id ? app.clientId === id : app.appIdUris.some((uri) => uri.toLowerCase() === wanted),
      )
    },
    findPrincipal(key) {
      const wanted = key.toLowerCase()
      return principals.find((principal) =>
        [principal.name, principal.clientId, principal.objectId, principal.resourceId].some(
          (known) => known?.toLowerCase() === wanted,
        ),
      )
    },
  }
}

/** The same name always gives the same id, so that policies written against the local instance stay valid after a restart. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`policywright:${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function remove<T>(list: T[], isIt: (item: T) => boolean): void {
  const at = list.findIndex(isIt)
  if (at >= 0) list.splice(at, 1)
}
