import { type EntitySpec, showEntity } from './entity.ts'
import { page } from './listing.ts'
import { servicesOfNeighbours } from './neighbours.ts'
import { type Answer, type Call, nameOf, servicePattern } from './resource.ts'

export const serviceSpec: EntitySpec = {
  pattern: servicePattern,
  type: 'Microsoft.ApiManagement/service',
  title: 'Service',
  readOnly: true,
  present(content, { cloud, cx }, entity) {
    const gatewayHost = `${nameOf(entity.id).toLowerCase()}.${cloud.gatewaySuffix}`
    const identity = content.identity as StoredIdentity | undefined
    return {
      ...content,
      ...(identity ? { identity: { ...identity, tenantId: cx.tenantId } } : {}),
      etag: entity.etag.replaceAll('"', ''),
      properties: {
        ...content.properties,
        gatewayUrl: `https://${gatewayHost}`,
        managementApiUrl: `https://${nameOf(entity.id).toLowerCase()}.management.${cloud.gatewaySuffix}`,
        hostnameConfigurations: [
          { type: 'Proxy', hostName: gatewayHost, negotiateClientCertificate: false, defaultSslBinding: true },
        ],
      },
    }
  },
}

export interface StoredIdentity {
  readonly type: string
  readonly principalId?: string
  readonly userAssignedIdentities?: Readonly<Record<string, object>>
}

/** All instances below a collection id, which may be a resource group's or a subscription's. */
export async function listServices(call: Call, collection: string): Promise<Answer> {
  const items = call.cx.store.list(collection)
  return page(call, [
    ...items.map((entity) => ({ name: nameOf(entity.id), ...showEntity(serviceSpec, entity, call) })),
    ...(await servicesOfNeighbours(call)),
  ])
}
