import { idOf } from '../identity/directory.ts'

/** What the local instance is called. Every id follows from a name, so policies written against it stay valid. */
export const localNames = {
  tenantId: idOf('tenant'),
  subscriptionId: idOf('subscription'),
  resourceGroup: 'policywright',
  serviceName: 'policywright-local',
  location: 'Local',
  /** The site of the sample's back end. */
  backEnd: 'orders-back-end',
} as const

const group = `/subscriptions/${localNames.subscriptionId}/resourceGroups/${localNames.resourceGroup}`

export const serviceId = `${group}/providers/Microsoft.ApiManagement/service/${localNames.serviceName}`
export const backEndSiteId = `${group}/providers/Microsoft.Web/sites/${localNames.backEnd}`
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
