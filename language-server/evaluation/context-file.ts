import type { ContextModel, LastErrorModel } from '../core/expression/context-model.ts'
import { readCertificate } from './certificate.ts'
import { InputError } from './input-error.ts'
import { readBody, readHeaders, readResponse, readUrl } from './message.ts'
import { flagAt, namesAt, numberAt, objectAt, textAt, textsAt, timesAt } from './read.ts'
import { readBackend, readDeployment, readGraphql, readWorkspace } from './surroundings.ts'
import { readVariable } from './variable-value.ts'

const keys =
  'request response variables api backend graphql operation product subscription user workspace deployment lastError requestId now elapsed tracing'.split(
    ' ',
  )

/**
 * The context that a JSON file says (docs/expressions.md); what it leaves out gets a plain value, and what may be absent at the
 * gateway (the response, the product, the user …) is absent. Bodies that are read stay read: one model serves one evaluation.
 * @throws InputError naming the place in the file
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
      'certificate',
      'privateEndpointConnection',
    ]) ?? {}
  const url = readUrl(textAt(request.url, 'request.url') ?? 'https://contoso.azure-api.net/', 'request.url')
  const original = textAt(request.originalUrl, 'request.originalUrl')
  const parameters = objectAt(request.matchedParameters, 'request.matchedParameters') ?? {}
  const body = readBody(request.body)
  const certificate = readCertificate(request.certificate, 'request.certificate')
  const endpoint = objectAt(
    request.privateEndpointConnection,
    'request.privateEndpointConnection',
    Object.keys(noEndpoint),
  )
  const now = textAt(file.now, 'now') ?? '2026-01-01T00:00:00Z'
  const timestamp = Date.parse(now)
  if (Number.isNaN(timestamp)) throw new InputError(`now: '${now}' is no time such as 2026-01-01T00:00:00Z.`)
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
      ...(certificate && { certificate }),
      ...(endpoint && {
        privateEndpointConnection: textsAt(endpoint, 'request.privateEndpointConnection', noEndpoint),
      }),
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
    ...readBackend(file.backend),
    ...readGraphql(file.graphql),
    ...readWorkspace(file.workspace),
    deployment: readDeployment(file.deployment),
    ...readLastError(file.lastError),
    requestId: textAt(file.requestId, 'requestId') ?? '00000000-0000-0000-0000-000000000000',
    timestamp,
    elapsed: () => elapsed,
    tracing: flagAt(file.tracing, 'tracing') ?? false,
  }
}

const noEndpoint = { name: '', groupId: '', memberName: '' }

function readApi(value: unknown): Pick<ContextModel, 'api'> {
  const texts = { id: 'api', name: 'api', path: '', revision: '1' }
  const said = objectAt(value, 'api', [
    ...Object.keys(texts),
    'version',
    'serviceUrl',
    'protocols',
    'isCurrentRevision',
    'subscriptionKeyParameterNames',
  ])
  if (said === undefined) return {}
  const version = textAt(said.version, 'api.version')
  const serviceUrl = textAt(said.serviceUrl, 'api.serviceUrl')
  const protocols = said.protocols ?? ['https']
  const usual = { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' }
  const keyNames = objectAt(said.subscriptionKeyParameterNames, 'api.subscriptionKeyParameterNames', Object.keys(usual))
  if (!Array.isArray(protocols)) throw new InputError('api.protocols: a list of texts is expected here.')
  return {
    api: {
      ...textsAt(said, 'api', texts),
      ...(version !== undefined && { version }),
      ...(serviceUrl !== undefined && { serviceUrl: readUrl(serviceUrl, 'api.serviceUrl') }),
      protocols: protocols.map(String),
      isCurrentRevision: flagAt(said.isCurrentRevision, 'api.isCurrentRevision') ?? true,
      ...(keyNames && { subscriptionKeyParameterNames: textsAt(keyNames, 'api.subscriptionKeyParameterNames', usual) }),
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
  const said = objectAt(value, 'product', [
    ...Object.keys(texts),
    'approvalRequired',
    'subscriptionRequired',
    'groups',
    'subscriptionsLimit',
  ])
  const limit = numberAt(said?.subscriptionsLimit, 'product.subscriptionsLimit')
  if (said === undefined) return {}
  return {
    product: {
      ...textsAt(said, 'product', texts),
      approvalRequired: flagAt(said.approvalRequired, 'product.approvalRequired') ?? false,
      subscriptionRequired: flagAt(said.subscriptionRequired, 'product.subscriptionRequired') ?? true,
      ...(said.groups !== undefined && { groups: namesAt(said.groups, 'product.groups') }),
      ...(limit !== undefined && { subscriptionsLimit: limit }),
    },
  }
}

function readSubscription(value: unknown): Pick<ContextModel, 'subscription'> {
  const texts = { id: 'subscription', name: 'subscription', key: 'key', primaryKey: 'key', secondaryKey: 'key2' }
  const said = objectAt(value, 'subscription', [...Object.keys(texts), 'createdDate', 'startDate', 'endDate'])
  if (said === undefined) return {}
  return {
    subscription: {
      ...textsAt(said, 'subscription', texts),
      ...timesAt(said, 'subscription', ['createdDate', 'startDate', 'endDate']),
    },
  }
}

function readUser(value: unknown): Pick<ContextModel, 'user'> {
  const texts = { id: 'user', email: 'user@contoso.com', firstName: 'Ada', lastName: 'Byron' }
  const said = objectAt(value, 'user', [...Object.keys(texts), 'groups', 'note', 'registrationDate', 'identities'])
  if (said === undefined) return {}
  const note = textAt(said.note, 'user.note')
  const identities = said.identities ?? []
  if (!Array.isArray(identities)) throw new InputError('user.identities: a list is expected here.')
  return {
    user: {
      ...textsAt(said, 'user', texts),
      groups: namesAt(said.groups ?? [], 'user.groups'),
      ...(note !== undefined && { note }),
      ...timesAt(said, 'user', ['registrationDate']),
      identities: identities.map((one, at) => {
        const path = `user.identities[${at}]`
        return textsAt(objectAt(one, path, ['id', 'provider']) ?? {}, path, { id: '', provider: '' })
      }),
    },
  }
}

function readLastError(value: unknown): Pick<ContextModel, 'lastError'> {
  const optional = ['scope', 'section', 'path', 'policyId'] as const
  const said = objectAt(value, 'lastError', ['source', 'reason', 'message', 'httpErrorCode', ...optional])
  if (said === undefined) return {}
  const known: LastErrorModel = textsAt(said, 'lastError', { source: 'policy', reason: 'Unknown', message: '' })
  const rest = optional.flatMap((key) => {
    const text = textAt(said[key], `lastError.${key}`)
    return text === undefined ? [] : [[key, text] as const]
  })
  const httpErrorCode = numberAt(said.httpErrorCode, 'lastError.httpErrorCode')
  return { lastError: { ...known, ...Object.fromEntries(rest), ...(httpErrorCode !== undefined && { httpErrorCode }) } }
}
