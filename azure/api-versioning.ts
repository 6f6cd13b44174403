import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { Api, CallOptions, InstanceAddress } from './apim-port.ts'
import { aborting, collect } from './arm-client.ts'
import { versioningOf } from './arm-models.ts'

/**
 * Adds how versions are named where an answer tells the id of the version set alone, as that of one API does and as not every management
 * endpoint expands it in the list. The sets are asked for only then.
 */
export async function withVersioning(
  client: ApiManagementClient,
  { resourceGroup, serviceName }: InstanceAddress,
  apis: readonly Api[],
  options?: CallOptions,
): Promise<readonly Api[]> {
  if (!apis.some(lacksVersioning)) return apis
  const sets = await collect(
    client.apiVersionSet.listByService(resourceGroup, serviceName, aborting(options)),
    (set) => ({
      id: (set.name ?? '').toLowerCase(),
      versioning: versioningOf({ ...set }),
    }),
  )
  return apis.map((api) => {
    const versioning = lacksVersioning(api) ? sets.find(({ id }) => id === setOf(api))?.versioning : undefined
    return versioning === undefined ? api : { ...api, versioning }
  })
}

const setOf = ({ versionSetId = '' }: Api): string => (versionSetId.split('/').at(-1) ?? '').toLowerCase()

const lacksVersioning = ({ versionSetId, versioning }: Api): boolean =>
  versionSetId !== undefined && versionSetId !== '' && versioning === undefined
