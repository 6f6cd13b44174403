import type { GatewayConfiguration } from '../gateway/configuration.ts'
import type { Principal } from '../identity/directory.ts'
import type { IdentityServer } from '../identity/identity-server.ts'
import type { IdentityPort } from '../management/resource.ts'
import type { Store } from '../management/store.ts'
import { systemAssigned } from './directory-seed.ts'
import { type LocalNames, localNames } from './names.ts'

/** The identities of the instance: ARM changes them, the directory knows them, and the platform gives tokens for them. */
export interface InstanceIdentities {
  readonly port: IdentityPort
  /** For the gateway's snapshot. */
  current(): GatewayConfiguration['identities']
}

export function createInstanceIdentities(
  store: Store,
  identity: IdentityServer,
  { serviceId, serviceName }: LocalNames = localNames,
): InstanceIdentities {
  const own = systemAssigned(serviceName, serviceId)
  const { directory } = identity

  const assigned = (): { readonly system: Principal | undefined; readonly user: readonly Principal[] } => {
    const stored = store.get(serviceId)?.content.identity as
      | { type?: string; userAssignedIdentities?: Record<string, object> }
      | undefined
    const system = /(^|,)\s*SystemAssigned/i.test(stored?.type ?? '') ? own : undefined
    const ids = Object.keys(stored?.userAssignedIdentities ?? {})
    return { system, user: ids.flatMap((id) => directory.findPrincipal(id) ?? []) }
  }

  if (assigned().system) directory.addPrincipal(own)
  identity.setHost(serviceName, () => {
    const { system, user } = assigned()
    return { systemAssigned: system, userAssigned: user }
  })
  return {
    port: {
      enableSystemAssigned(resourceId) {
        const principal =
          resourceId.toLowerCase() === serviceId.toLowerCase() ? own : directory.findPrincipal(resourceId)
        if (!principal) throw new Error(`Nothing is known of the identity of ${resourceId}.`)
        directory.addPrincipal(principal)
        return idsOf(principal)
      },
      disableSystemAssigned: () => directory.removePrincipal(own.objectId),
      systemAssigned(resourceId) {
        const principal = directory.findPrincipal(resourceId)
        return principal?.kind === 'system-assigned' ? idsOf(principal) : undefined
      },
      all: () =>
        directory.principals.flatMap((principal) => {
          const { kind, resourceId } = principal
          return kind === 'application' || resourceId === undefined ? [] : [{ ...idsOf(principal), kind, resourceId }]
        }),
      userAssigned(resourceId) {
        const principal = directory.findPrincipal(resourceId)
        return principal?.kind === 'user-assigned' ? idsOf(principal) : undefined
      },
    },
    current() {
      const { system, user } = assigned()
      return [...(system ? [system] : []), ...user].map((principal) => ({
        clientId: principal.clientId,
        principalId: principal.objectId,
        systemAssigned: principal === system,
      }))
    },
  }
}

const idsOf = ({ clientId, objectId }: Principal) => ({ principalId: objectId, clientId })
