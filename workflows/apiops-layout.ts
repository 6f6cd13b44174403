import type { PolicyRef } from '../azure/apim-port.ts'
import { placeOf } from '../language-server/core/model/place.ts'

/** Which file holds which policy: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ */

const inWorkspace = (ref: { readonly workspace?: string }): string =>
  ref.workspace === undefined ? '' : `workspaces/${ref.workspace}/`

/** Folder of what the policy belongs to, relative to the root, with `/` at its end; empty for the global policy. */
function folderOf(ref: PolicyRef): string {
  switch (ref.kind) {
    case 'global':
      return ''
    case 'workspace':
      return `workspaces/${ref.workspace}/`
    case 'product':
      return `${inWorkspace(ref)}products/${ref.product}/`
    case 'api':
      return `${inWorkspace(ref)}apis/${ref.api}/`
    case 'operation':
      return `${inWorkspace(ref)}apis/${ref.api}/operations/${ref.operation}/`
    case 'resolver':
      return `apis/${ref.api}/resolvers/${ref.resolver}/`
    case 'fragment':
      return `${inWorkspace(ref)}policy fragments/${ref.fragment}/`
  }
}

/** Relative to the root, with `/`. */
export const policyFileOf = (ref: PolicyRef): string => `${folderOf(ref)}policy.xml`

/**
 * The policy that a file holds, by its path.
 * @param file relative to the root of the policies.
 * @returns undefined when the path does not say it; then the user must.
 */
export function policyRefOf(file: string): PolicyRef | undefined {
  const normal = file.replaceAll('\\', '/').replace(/^\.\//, '')
  const place = placeOf(normal)
  const workspace = place.workspaceId === undefined ? {} : { workspace: place.workspaceId }
  switch (place.scope) {
    case 'global':
      return { kind: 'global' }
    case 'workspace':
      return place.workspaceId === undefined ? undefined : { kind: 'workspace', workspace: place.workspaceId }
    case 'product':
      return place.productId === undefined ? undefined : { kind: 'product', product: place.productId, ...workspace }
    case 'api':
      return place.apiId === undefined ? undefined : { kind: 'api', api: place.apiId, ...workspace }
    case 'operation':
      return place.apiId === undefined || place.operationId === undefined
        ? undefined
        : { kind: 'operation', api: place.apiId, operation: place.operationId, ...workspace }
    case 'fragment':
      return place.fragmentId === undefined ? undefined : { kind: 'fragment', fragment: place.fragmentId, ...workspace }
    case 'resolver': {
      const resolver = /\/resolvers\/([^/]+)\//i.exec(normal)?.[1]
      return place.apiId === undefined || resolver === undefined
        ? undefined
        : { kind: 'resolver', api: place.apiId, resolver }
    }
    default:
      return undefined
  }
}

/** `API orders`, `operation get-order of API orders`: the policy's owner in a sentence. */
export function describeRef(ref: PolicyRef): string {
  const tail = 'workspace' in ref && ref.kind !== 'workspace' && ref.workspace ? ` in workspace ${ref.workspace}` : ''
  switch (ref.kind) {
    case 'global':
      return 'all APIs'
    case 'workspace':
      return `workspace ${ref.workspace}`
    case 'product':
      return `product ${ref.product}${tail}`
    case 'api':
      return `API ${ref.api}${tail}`
    case 'operation':
      return `operation ${ref.operation} of API ${ref.api}${tail}`
    case 'resolver':
      return `resolver ${ref.resolver} of API ${ref.api}`
    case 'fragment':
      return `fragment ${ref.fragment}${tail}`
  }
}

/** One text per policy, for look-ups. */
export const keyOfRef = (ref: PolicyRef): string => policyFileOf(ref)
