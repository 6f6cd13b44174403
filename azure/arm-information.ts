import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { CallOptions, Information, InformationKind, InstanceAddress } from './apim-port.ts'
import { aborting, attempt } from './arm-client.ts'

interface RawPage {
  readonly bodyAsText?: string | null
}

interface ListOptions {
  readonly abortSignal?: AbortSignal
  readonly onResponse: (response: RawPage) => void
}

function pagesOf(
  client: ApiManagementClient,
  { resourceGroup: group, serviceName: service }: InstanceAddress,
  kind: InformationKind,
  api: string | undefined,
  options: ListOptions,
): AsyncIterable<unknown> {
  switch (kind) {
    case 'api':
      return client.api.listByService(group, service, options)
    case 'operation':
      return client.apiOperation.listByApi(group, service, api ?? '', options)
    case 'product':
      return client.product.listByService(group, service, options)
    case 'fragment':
      return client.policyFragment.listByService(group, service, options)
    case 'named-value':
      return client.namedValue.listByService(group, service, options)
    case 'back-end':
      return client.backend.listByService(group, service, options)
    case 'version-set':
      return client.apiVersionSet.listByService(group, service, options)
  }
}

/** Reads the raw pages, since the SDK's models drop what they do not know. */
export function listInformation(
  client: ApiManagementClient,
  at: InstanceAddress,
  kind: InformationKind,
  options?: CallOptions & { readonly api?: string },
): Promise<readonly Information[]> {
  return attempt(`listing every ${kind.replace('-', ' ')}`, async () => {
    const found: Information[] = []
    const onResponse = ({ bodyAsText }: RawPage): void => {
      const page = JSON.parse(bodyAsText ?? '{}') as {
        value?: readonly { name?: string; properties?: Record<string, unknown> }[]
      }
      for (const { name, properties } of page.value ?? [])
        if (name !== undefined) found.push({ id: name, properties: properties ?? {} })
    }
    for await (const _ of pagesOf(client, at, kind, options?.api, { ...aborting(options), onResponse }));
    return found
  })
}
