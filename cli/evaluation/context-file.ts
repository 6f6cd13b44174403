import type { ContextModel, LastErrorModel } from '../../language-server/core/expression/context-model.ts'
import { UsageError } from '../command.ts'
import { readBody, readHeaders, readResponse, readUrl } from './message.ts'
import { flagAt, numberAt, objectAt, textAt, textsAt } from './read.ts'
import { readVariable } from './variable-value.ts'

const keys =
  'request response variables api operation product subscription user deployment lastError requestId now elapsed tracing'.split(
    ' ',
  )

/**
 * The context that a JSON file says (docs/expressions.md); what it leaves out gets a plain value, and what may be absent at the
 * gateway (the response, the product, the user …) is absent. Bodies that are read stay read: one model serves one evaluation.
 * @throws UsageError naming the place in the file
 */
export function readContext(json: unknown): ContextModel {
  const file = objectAt(json, 'context', keys) ?? {}
  const request =
    objectAt(file.request, 'request', [
      'method',
      'url',
      'originalUrl',
      'headers',
      'body',
      'matchedParameters',
      'ipAddress',
    ]) ?? {}
  const url = readUrl(textAt(request.url, 'request.url') ?? 'https://contoso.azure-api.net/', 'request.url')
  const original = textAt(request.originalUrl, 'request.originalUrl')
  const parameters = objectAt(request.matchedParameters, 'request.matchedParameters') ?? {}
  const body = readBody(request.body)
  const now = textAt(file.now, 'now') ?? '2026-01-01T00:00:00Z'
  const timestamp = Date.parse(now)
  if (Number.isNaN(timestamp)) throw new UsageError(`now: '${now}' is no time such as 2026-01-01T00:00:00Z.`)
  const elapsed = numberAt(file.elapsed, 'elapsed') ?? 0
  const variables = objectAt(file.variables, 'variables') ?? {}
  return {
    request: {
      method: textAt(request.method, 'request.method') ?? 'GET',
      url,
      originalUrl: original === undefined ? url : readUrl(original, 'request.originalUrl'),
      headers: readHeaders(request.headers, 'request.headers'),
      ipAddress: textAt(request.ipAddress, 'request.ipAddress') ?? '203.0.113.7',
      matchedParameters: new Map(
        Object.entries(parameters).map(([name, value]) => [
          name,
          textAt(value, `request.matchedParameters.${name}`) ?? '',
        ]),
      ),
      ...(body && { body }),
    },
    ...(file.response !== undefined && file.response !== null && { response: readResponse(file.response, 'response') }),
    variables: new Map(
      Object.entries(variables).map(([name, value]) => [name, readVariable(value, `variables.${name}`)]),
    ),
    ...readApi(file.api),
    ...readOperation(file.operation),
    ...readProduct(file.product),
    ...readSubscription(file.subscription),
    ...readUser(file.user),
    deployment: textsAt(
      objectAt(file.deployment, 'deployment', Object.keys(deployment)) ?? {},
      'deployment',
      deployment,
    ),
    ...readLastError(file.lastError),
    requestId: textAt(file.requestId, 'requestId') ?? '00000000-0000-0000-0000-000000000000',
    timestamp,
    elapsed: () => elapsed,
    tracing: flagAt(file.tracing, 'tracing') ?? false,
  }
}

const deployment = { region: 'West Europe', serviceName: 'contoso', serviceId: 'contoso', gatewayId: 'managed' }

function readApi(value: unknown): Pick<ContextModel, 'api'> {
  const texts = { id: 'api', name: 'api', path: '', revision: '1' }
  const said = objectAt(value, 'api', [
    ...Object.keys(texts),
    'version',
    'serviceUrl',
    'protocols',
    'isCurrentRevision',
  ])
  if (said === undefined) return {}
  const version = textAt(said.version, 'api.version')
  const serviceUrl = textAt(said.serviceUrl, 'api.serviceUrl')
  const protocols = said.protocols ?? ['https']
  if (!Array.isArray(protocols)) throw new UsageError('api.protocols: a list of texts is expected here.')
  return {
    api: {
      ...textsAt(said, 'api', texts),
      ...(version !== undefined && { version }),
      ...(serviceUrl !== undefined && { serviceUrl: readUrl(serviceUrl, 'api.serviceUrl') }),
      protocols: protocols.map(String),
      isCurrentRevision: flagAt(said.isCurrentRevision, 'api.isCurrentRevision') ?? true,
    },
  }
}

function readOperation(value: unknown): Pick<ContextModel, 'operation'> {
  const texts = { id: 'operation', name: 'operation', method: 'GET', urlTemplate: '/' }
  const said = objectAt(value, 'operation', Object.keys(texts))
  return said === undefined ? {} : { operation: textsAt(said, 'operation', texts) }
}

function readProduct(value: unknown): Pick<ContextModel, 'product'> {
  const texts = { id: 'product', name: 'product', state: 'published' }
  const said = objectAt(value, 'product', [...Object.keys(texts), 'approvalRequired', 'subscriptionRequired'])
  if (said === undefined) return {}
  return {
    product: {
      ...textsAt(said, 'product', texts),
      approvalRequired: flagAt(said.approvalRequired, 'product.approvalRequired') ?? false,
      subscriptionRequired: flagAt(said.subscriptionRequired, 'product.subscriptionRequired') ?? true,
    },
  }
}

function readSubscription(value: unknown): Pick<ContextModel, 'subscription'> {
  const texts = { id: 'subscription', name: 'subscription', key: 'key', primaryKey: 'key', secondaryKey: 'key2' }
  const said = objectAt(value, 'subscription', Object.keys(texts))
  return said === undefined ? {} : { subscription: textsAt(said, 'subscription', texts) }
}

function readUser(value: unknown): Pick<ContextModel, 'user'> {
  const texts = { id: 'user', email: 'user@contoso.com', firstName: 'Ada', lastName: 'Byron' }
  const said = objectAt(value, 'user', [...Object.keys(texts), 'groups'])
  if (said === undefined) return {}
  const groups = said.groups ?? []
  if (!Array.isArray(groups)) throw new UsageError('user.groups: a list of names is expected here.')
  return {
    user: { ...textsAt(said, 'user', texts), groups: groups.map((one, at) => textAt(one, `user.groups[${at}]`) ?? '') },
  }
}

function readLastError(value: unknown): Pick<ContextModel, 'lastError'> {
  const optional = ['scope', 'section', 'path', 'policyId'] as const
  const said = objectAt(value, 'lastError', ['source', 'reason', 'message', ...optional])
  if (said === undefined) return {}
  const known: LastErrorModel = textsAt(said, 'lastError', { source: 'policy', reason: 'Unknown', message: '' })
  const rest = optional.flatMap((key) => {
    const text = textAt(said[key], `lastError.${key}`)
    return text === undefined ? [] : [[key, text] as const]
  })
  return { lastError: { ...known, ...Object.fromEntries(rest) } }
}
