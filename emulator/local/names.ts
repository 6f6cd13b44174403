import { idOf } from '../identity/directory.ts'

/** What local instances have in common. Every id follows from a name, so policies written against them stay valid. */
const common = {
  tenantId: idOf('tenant'),
  subscriptionId: idOf('subscription'),
  resourceGroup: 'policywright',
  location: 'Local',
  /** The site of the sample's back end; every instance has one of its own under this name. */
  backEnd: 'orders-back-end',
} as const

const group = `/subscriptions/${common.subscriptionId}/resourceGroups/${common.resourceGroup}`

/** What one local instance is called. */
export interface LocalNames {
  readonly tenantId: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly location: string
  readonly backEnd: string
  readonly serviceName: string
  /** ARM id of the instance. */
  readonly serviceId: string
}

/** The name of the instance that `policywright local` starts when it is given none. */
export const FIRST = 'local'

/** `second` of `policywright-second`. */
export const nameOfService = (serviceName: string): string => serviceName.replace(/^policywright-/, '')

/** A name becomes part of a host name. */
export const isInstanceName = (name: string): boolean => /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name)

/** @param name `local`, or what the user calls another instance: `second`. */
export function namesOf(name: string): LocalNames {
  const serviceName = `policywright-${name}`
  return {
    ...common,
    serviceName,
    serviceId: `${group}/providers/Microsoft.ApiManagement/service/${serviceName}`,
  }
}

export const localNames = namesOf(FIRST)
export const { serviceId } = localNames
export const backEndSiteId = `${group}/providers/Microsoft.Web/sites/${common.backEnd}`
export const userAssignedIdentityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`

/** Those who call the sample's API: each has a managed identity of its own. */
export const callers = [
  { name: 'data-factory', resourceId: `${group}/providers/Microsoft.DataFactory/factories/data-factory` },
  { name: 'function-app', resourceId: `${group}/providers/Microsoft.Web/sites/function-app` },
  { name: 'logic-app', resourceId: `${group}/providers/Microsoft.Logic/workflows/logic-app` },
] as const

/**
 * The developer who signs in to the local issuer with `ClientSecretCredential`. The secret is public on purpose: it opens
 * nothing but this issuer, which gives tokens of anybody to any program of the machine anyway.
 */
export const developer = {
  name: 'developer',
  clientId: idOf('developer/client'),
  objectId: idOf('developer/object'),
  clientSecret: 'policywright-local',
} as const

/** Client ids of the resources that tokens are asked for. */
export const resourceApps = {
  ordersBackEnd: idOf('orders-back-end/client'),
  ordersApi: idOf('orders-api/client'),
} as const
