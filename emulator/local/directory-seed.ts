import { clouds } from '../identity/clouds.ts'
import { createDirectory, type Directory, idOf, type Principal } from '../identity/directory.ts'
import { callers, developer, localNames, resourceApps, userAssignedIdentityId } from './names.ts'

/** Ids of Microsoft's own applications are the same in every tenant. */
const azureServiceManagement = '797f4846-ba00-4fd7-ba1f-dba1f8c523e6'
const microsoftGraph = '00000003-0000-0000-c000-000000000000'

const bothSlashes = (host: string): string[] => [`https://${host}`, `https://${host}/`]

/** The tenant of the local instance: management, Graph, the sample's two applications, the developer and the callers. */
export function createLocalDirectory(): Directory {
  const directory = createDirectory(localNames.tenantId)
  const hosts = Object.values(clouds)
  directory.addApp({
    name: 'Windows Azure Service Management API',
    clientId: azureServiceManagement,
    appIdUris: hosts.flatMap((cloud) => [...bothSlashes(cloud.armHost), ...bothSlashes(cloud.legacyArmHost)]),
    requestedAccessTokenVersion: 1,
    idtyp: true,
  })
  directory.addApp({
    name: 'Microsoft Graph',
    clientId: microsoftGraph,
    appIdUris: hosts.flatMap((cloud) => bothSlashes(cloud.graphHost)),
    requestedAccessTokenVersion: 1,
    noncedTokens: true,
  })
  directory.addApp({
    name: 'Orders back end',
    clientId: resourceApps.ordersBackEnd,
    appIdUris: [`api://${resourceApps.ordersBackEnd}`, 'api://orders-back-end'],
    requestedAccessTokenVersion: null,
  })
  directory.addApp({
    name: 'Orders API',
    clientId: resourceApps.ordersApi,
    appIdUris: [`api://${resourceApps.ordersApi}`, 'api://orders'],
    requestedAccessTokenVersion: 2,
    appRoles: ['Orders.Read', 'Orders.Write'],
  })

  directory.addPrincipal({
    name: developer.name,
    kind: 'application',
    clientId: developer.clientId,
    objectId: developer.objectId,
    secret: developer.clientSecret,
    roles: { [resourceApps.ordersApi]: ['Orders.Read', 'Orders.Write'] },
  })
  for (const caller of callers)
    directory.addPrincipal({
      ...systemAssigned(caller.name, caller.resourceId),
      roles: { [resourceApps.ordersApi]: ['Orders.Read'] },
    })
  directory.addPrincipal({
    name: 'orders-identity',
    kind: 'user-assigned',
    clientId: idOf('orders-identity/client'),
    objectId: idOf('orders-identity/object'),
    resourceId: userAssignedIdentityId('orders-identity'),
  })
  return directory
}

export const systemAssigned = (name: string, resourceId: string): Principal => ({
  name,
  kind: 'system-assigned',
  clientId: idOf(`${name}/client`),
  objectId: idOf(`${name}/object`),
  resourceId,
})
