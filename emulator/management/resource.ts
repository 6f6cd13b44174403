import type { IncomingHttpHeaders } from 'node:http'
import type { Cloud } from '../identity/clouds.ts'
import type { ArmError } from './arm-error.ts'
import type { PolicyCheck } from './policy-validation.ts'
import type { Store } from './store.ts'

/** What handlers work with. */
export interface ManagementContext {
  readonly store: Store
  readonly operations: LongRunningOperations
  readonly tenantId: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly location: string
  readonly checkPolicy: PolicyCheck
  readonly identities: IdentityPort
  readonly traces?: TracePort
  readonly neighbours?: NeighbourPort
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Work that the service finishes later. Here it is done at once, and the first polls say that it is still going on, so that
 * clients have to poll as they must. No `Retry-After` is sent: clients take their own interval.
 */
export interface LongRunningOperations {
  /** 202 without a body; the `Location` answers with the result. */
  byLocation(call: Call, result: Answer, location?: string): Answer
  /** 200 or 201 with the resource "in progress"; `Azure-AsyncOperation` tells the state, and `Location` the resource. */
  byStatus(call: Call, started: Answer, result: Answer | ArmError): Answer
  /** Answers a poll of `Location`. @throws ArmError when there is no such operation, or with its error. */
  result(operationId: string): Answer
  /** Answers a poll of `Azure-AsyncOperation`. */
  status(operationId: string): Answer
}

/** What the ARM side needs from the directory to give identities to resources. */
export interface IdentityPort {
  /** Creates the system-assigned identity of a resource, or finds the one it has. */
  enableSystemAssigned(resourceId: string): IdentityIds
  disableSystemAssigned(resourceId: string): void
  userAssigned(resourceId: string): IdentityIds | undefined
  systemAssigned(resourceId: string): IdentityIds | undefined
  /** Every managed identity of the subscription with the resource that it belongs to. */
  all(): readonly (IdentityIds & { readonly resourceId: string; readonly kind: 'system-assigned' | 'user-assigned' })[]
}

interface IdentityIds {
  readonly principalId: string
  readonly clientId: string
}

/** What the ARM side needs from the gateway to serve traces. */
export interface TracePort {
  /**
   * @param apiId the API's ARM id.
   * @returns the value of `Apim-Debug-Authorization`.
   */
  createCredential(apiId: string, lifetimeSeconds: number): string
  /** In the shape of the service. @returns undefined when the trace is not known, or no longer. */
  find(traceId: string): unknown
  /** Everything that is kept, in the gateway's own shape; nothing secret is in it. */
  list(): readonly unknown[]
}

/** The other local instances of this machine: services of the same subscription. */
export interface NeighbourPort {
  /** Where the management side of a service is; undefined when it is not a neighbour's. */
  originOf(serviceId: string): string | undefined
  all(): readonly { readonly id: string; readonly origin: string }[]
  /** An instance presents itself. @returns what it must know of this one. @throws Error saying what is wrong. */
  met(body: unknown): object
  left(body: unknown): void
}

export interface Call {
  readonly method: string
  /** As it was asked for, with the cloud's real host. */
  readonly url: URL
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** Undefined when the request has none. */
  readonly body: unknown
  /** The ARM id of the item or, for a list, of the collection. */
  readonly id: string
  readonly parameters: Readonly<Record<string, string>>
  readonly cloud: Cloud
  readonly cx: ManagementContext
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Handler = (call: Call) => Answer | Promise<Answer>

/** One ARM resource type, routed by its own pattern. */
export interface Resource {
  /** Path of one item; the collection is the same without its last segment. */
  readonly pattern: string
  readonly get?: Handler
  readonly head?: Handler
  readonly put?: Handler
  readonly patch?: Handler
  readonly delete?: Handler
  /** GET of the collection. */
  readonly list?: Handler
  /** POST of `item/name`. */
  readonly actions?: Readonly<Record<string, Handler>>
}

export const resource = (definition: Resource): Resource => definition

/** The prefix of everything that belongs to an API Management instance. */
export const servicePattern =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}'

export const sitePattern =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Web/sites/{siteName}'

/** The first segments of an id up to the instance: `…/service/{serviceName}`. */
export const serviceIdOf = (id: string): string => id.split('/').slice(0, 9).join('/')

/** What named values, fragments and back ends belong to, and policies may name: the workspace where there is one, or the instance. */
export const containerOf = (id: string): string => {
  const segments = id.split('/')
  return segments.slice(0, segments[9]?.toLowerCase() === 'workspaces' ? 11 : 9).join('/')
}

export const workspacePattern = `${servicePattern}/workspaces/{workspaceId}`

export const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)
