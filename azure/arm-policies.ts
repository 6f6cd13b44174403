import type { ApiManagementClient } from '@azure/arm-apimanagement'
import type { CallOptions, ContentFormat, InstanceAddress, PolicyRef, PutOptions, StoredPolicy } from './apim-port.ts'
import { aborting, attempt, attemptOptional, finished } from './arm-client.ts'
import { ServiceError, serviceError } from './service-error.ts'

/** `the policy of operation list-orders of API orders` */
function describePolicy(ref: PolicyRef): string {
  const inWorkspace =
    'workspace' in ref && ref.kind !== 'workspace' && ref.workspace ? ` in workspace ${ref.workspace}` : ''
  switch (ref.kind) {
    case 'global':
      return 'the global policy'
    case 'workspace':
      return `the policy of workspace ${ref.workspace}`
    case 'product':
      return `the policy of product ${ref.product}${inWorkspace}`
    case 'api':
      return `the policy of API ${ref.api}${inWorkspace}`
    case 'operation':
      return `the policy of operation ${ref.operation} of API ${ref.api}${inWorkspace}`
    case 'resolver':
      return `the policy of resolver ${ref.resolver} of API ${ref.api}`
    case 'fragment':
      return `the policy fragment ${ref.fragment}${inWorkspace}`
  }
}

interface RawResponse {
  readonly bodyAsText?: string | null
  readonly headers: { get(name: string): string | undefined }
}

interface ReadOptions {
  readonly format: ContentFormat
  readonly abortSignal?: AbortSignal
  readonly onResponse: (response: RawResponse) => void
}

/** The one name that the service allows: https://learn.microsoft.com/rest/api/apimanagement/api-policy/get */
const POLICY = 'policy'

function read(
  client: ApiManagementClient,
  at: InstanceAddress,
  ref: PolicyRef,
  options: ReadOptions,
): Promise<unknown> {
  const { resourceGroup: group, serviceName: service } = at
  switch (ref.kind) {
    case 'global':
      return client.policy.get(group, service, POLICY, options)
    case 'workspace':
      return client.workspacePolicy.get(group, service, ref.workspace, POLICY, options)
    case 'product':
      return ref.workspace === undefined
        ? client.productPolicy.get(group, service, ref.product, POLICY, options)
        : client.workspaceProductPolicy.get(group, service, ref.workspace, ref.product, POLICY, options)
    case 'api':
      return ref.workspace === undefined
        ? client.apiPolicy.get(group, service, ref.api, POLICY, options)
        : client.workspaceApiPolicy.get(group, service, ref.workspace, ref.api, POLICY, options)
    case 'operation':
      return ref.workspace === undefined
        ? client.apiOperationPolicy.get(group, service, ref.api, ref.operation, POLICY, options)
        : client.workspaceApiOperationPolicy.get(group, service, ref.workspace, ref.api, ref.operation, POLICY, options)
    case 'resolver':
      return client.graphQLApiResolverPolicy.get(group, service, ref.api, ref.resolver, POLICY, options)
    case 'fragment':
      return ref.workspace === undefined
        ? client.policyFragment.get(group, service, ref.fragment, options)
        : client.workspacePolicyFragment.get(group, service, ref.workspace, ref.fragment, options)
  }
}

/**
 * The document out of the raw answer. It is always read here and not by the SDK: version 10.0.0 of the SDK loses the text of
 * an API's policy (its specification is marked as XML), and some answers are XML and not JSON, whatever was asked for.
 */
function textOf(response: RawResponse): string {
  const body = response.bodyAsText ?? ''
  if (body.trimStart().startsWith('<')) return body
  const parsed: unknown = JSON.parse(body)
  const value = (parsed as { properties?: { value?: unknown } } | null)?.properties?.value
  if (typeof value === 'string') return value
  throw new ServiceError({
    kind: 'other',
    message:
      'The service answered without the text of the policy. Try again; if it stays, the API version is not supported.',
  })
}

/** @returns undefined when there is no policy at that scope. */
export function getPolicy(
  client: ApiManagementClient,
  at: InstanceAddress,
  ref: PolicyRef,
  options?: CallOptions & { readonly format?: ContentFormat },
): Promise<StoredPolicy | undefined> {
  return attemptOptional(`reading ${describePolicy(ref)}`, async () => {
    let raw: RawResponse | undefined
    await read(client, at, ref, {
      format: options?.format ?? 'rawxml',
      ...aborting(options),
      onResponse: (response) => {
        raw = response
      },
    })
    if (raw === undefined) throw new Error('no response')
    return { text: textOf(raw), etag: raw.headers.get('etag') ?? '' }
  })
}

function write(
  client: ApiManagementClient,
  at: InstanceAddress,
  ref: Exclude<PolicyRef, { kind: 'fragment' }>,
  body: { value: string; format: ContentFormat },
  options: { ifMatch?: string; abortSignal?: AbortSignal },
): Promise<{ eTag?: string }> {
  const { resourceGroup: group, serviceName: service } = at
  switch (ref.kind) {
    case 'global':
      return client.policy.createOrUpdate(group, service, POLICY, body, options)
    case 'workspace':
      return client.workspacePolicy.createOrUpdate(group, service, ref.workspace, POLICY, body, options)
    case 'product':
      return ref.workspace === undefined
        ? client.productPolicy.createOrUpdate(group, service, ref.product, POLICY, body, options)
        : client.workspaceProductPolicy.createOrUpdate(
            group,
            service,
            ref.workspace,
            ref.product,
            POLICY,
            body,
            options,
          )
    case 'api':
      return ref.workspace === undefined
        ? client.apiPolicy.createOrUpdate(group, service, ref.api, POLICY, body, options)
        : client.workspaceApiPolicy.createOrUpdate(group, service, ref.workspace, ref.api, POLICY, body, options)
    case 'operation': {
      const { workspace, api, operation } = ref
      return workspace === undefined
        ? client.apiOperationPolicy.createOrUpdate(group, service, api, operation, POLICY, body, options)
        : client.workspaceApiOperationPolicy.createOrUpdate(
            group,
            service,
            workspace,
            api,
            operation,
            POLICY,
            body,
            options,
          )
    }
    case 'resolver':
      return client.graphQLApiResolverPolicy.createOrUpdate(
        group,
        service,
        ref.api,
        ref.resolver,
        POLICY,
        body,
        options,
      )
  }
}

export interface PutPolicyOptions extends PutOptions {
  readonly format?: ContentFormat
  readonly description?: string
  readonly pollInterval?: number | undefined
}

/** Writes a document; a stale `ifMatch` is refused by the service and becomes a `changed` error. */
export async function putPolicy(
  client: ApiManagementClient,
  at: InstanceAddress,
  ref: PolicyRef,
  text: string,
  options: PutPolicyOptions = {},
): Promise<{ readonly etag: string }> {
  const format = options.format ?? 'rawxml'
  const conditions = { ...(options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch }), ...aborting(options) }
  if (ref.kind === 'fragment') return putFragment(client, at, ref, text, options)
  const result = await attempt(`writing ${describePolicy(ref)}`, () =>
    write(client, at, ref, { value: text, format }, conditions),
  )
  return { etag: result.eTag ?? '' }
}

const failedBody = (raw: string | undefined): unknown => {
  try {
    return JSON.parse(raw ?? '')
  } catch {
    return undefined
  }
}

/**
 * A fragment is accepted first and checked afterwards: its faults arrive while polling, as an HTTP 400 or as the status `Failed`
 * of an answer with 200, whose body the SDK does not keep; so the last answer is remembered here.
 */
async function putFragment(
  client: ApiManagementClient,
  at: InstanceAddress,
  ref: Extract<PolicyRef, { kind: 'fragment' }>,
  text: string,
  options: PutPolicyOptions,
): Promise<{ readonly etag: string }> {
  const { resourceGroup: group, serviceName: service } = at
  const what = `writing ${describePolicy(ref)}`
  let last: string | undefined
  const call = {
    ...(options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch }),
    ...(options.pollInterval === undefined ? {} : { updateIntervalInMs: options.pollInterval }),
    ...aborting(options),
    onResponse: (response: RawResponse) => {
      last = response.bodyAsText ?? undefined
    },
  }
  const { description } = options
  const body = {
    value: text,
    format: options.format ?? 'rawxml',
    ...(description === undefined ? {} : { description }),
  }
  try {
    const poller =
      ref.workspace === undefined
        ? await client.policyFragment.beginCreateOrUpdate(group, service, ref.fragment, body, call)
        : await client.workspacePolicyFragment.beginCreateOrUpdate(
            group,
            service,
            ref.workspace,
            ref.fragment,
            body,
            call,
          )
    await finished(poller, options, what)
  } catch (error) {
    const known = (error as { statusCode?: unknown }).statusCode !== undefined || (error as Error).name === 'AbortError'
    const body = known ? undefined : failedBody(last)
    throw serviceError(
      (body as { error?: unknown } | undefined)?.error === undefined
        ? error
        : Object.assign(new Error((error as Error).message), { statusCode: 400, details: body }),
      what,
    )
  }
  return { etag: (await getPolicy(client, at, ref, options))?.etag ?? '' }
}
