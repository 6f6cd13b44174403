import { type EntitySpec, showEntity } from './entity.ts'
import { page } from './listing.ts'
import { type Answer, type Call, nameOf, sitePattern } from './resource.ts'

export const siteSpec: EntitySpec = {
  pattern: sitePattern,
  type: 'Microsoft.Web/sites',
  title: 'Site',
  readOnly: true,
  present(content, { cloud }, entity) {
    const host = `${nameOf(entity.id).toLowerCase()}.${cloud.appServiceSuffix}`
    return {
      ...content,
      properties: {
        ...content.properties,
        name: nameOf(entity.id),
        defaultHostName: host,
        hostNames: [host],
        enabledHostNames: [host],
      },
    }
  },
}

/** All apps below a collection id, which may be a resource group's or a subscription's. */
export function listSites(call: Call, collection: string): Answer {
  const sites = call.cx.store.list(collection)
  return page(
    call,
    sites.map((entity) => ({ name: nameOf(entity.id), ...showEntity(siteSpec, entity, call) })),
  )
}
