import type { DocumentScope } from '../../language-server/core/catalog/policy.ts'
import type { Resources } from '../../language-server/core/model/options.ts'
import type { Dialect } from '../../language-server/core/syntax/tree.ts'
import { type ArmError, badRequest, fieldError, validationError } from './arm-error.ts'
import { type EntitySpec, entityResource } from './entity.ts'
import { reserialise } from './policy-format.ts'
import { type Call, containerOf, nameOf, type Resource } from './resource.ts'
import type { Content } from './store.ts'

/** The policy document of a scope: `…/policies/policy`, with the checks and formats that all scopes share. */
export function policyResource(scope: {
  readonly of: string
  readonly type: string
  readonly scope: DocumentScope
}): Resource {
  const spec: EntitySpec = {
    pattern: `${scope.of}/policies/{policyId}`,
    type: `${scope.type}/policies`,
    title: 'Policy',
    prepare(call, incoming) {
      if (call.parameters.policyId !== 'policy') throw badRequest('A policy document is always named "policy".')
      return preparePolicy(call, incoming, scope.scope)
    },
    present: presentPolicy,
  }
  return entityResource(spec)
}

/** What is stored is always `rawxml`, written the way the service writes it. */
export function preparePolicy(call: Call, incoming: Content, scope: DocumentScope): Content {
  const { format = 'xml', value } = incoming.properties
  if (typeof value !== 'string') throw fieldError('value', 'The policy document must be a string.')
  if (format === 'xml-link' || format === 'rawxml-link')
    throw fieldError('format', 'The local instance does not fetch policy documents from links: send the text.')
  if (format !== 'xml' && format !== 'rawxml')
    throw fieldError('format', `'${String(format)}' is not a format of policy documents: use xml or rawxml.`)
  const details = call.cx.checkPolicy(value, {
    dialect: format,
    scope,
    gateway: 'classic',
    resources: resourcesFor(call),
  })
  const [first] = details
  if (scope === 'fragment' && first?.target === 'representation') throw unreadableFragment(first.message)
  if (details.length > 0) throw validationError(details)
  return {
    ...incoming,
    properties: { ...incoming.properties, format: 'rawxml', value: reserialise(value, format, 'rawxml') },
  }
}

/** Seen without details: https://github.com/Azure/apiops/issues/204, https://github.com/Azure/apiops/issues/160 */
const unreadableFragment = (words: string): ArmError =>
  badRequest(`The policy fragment is not a valid XML: ${words}`, 'ValidationError')

/** GET answers `xml` unless it is asked for `rawxml`. */
export function presentPolicy(content: Content, call: Call): Content {
  const format = exportFormat(call)
  const value = String(content.properties.value)
  return {
    ...content,
    properties: {
      ...content.properties,
      format,
      value: format === 'rawxml' ? value : reserialise(value, 'rawxml', 'xml'),
    },
  }
}

function exportFormat(call: Call): Dialect {
  if (call.method === 'PUT') return 'xml'
  const format = call.query.get('format') ?? 'xml'
  if (format === 'xml' || format === 'rawxml') return format
  throw fieldError('format', `'${format}' is not an export format of policy documents: use xml or rawxml.`)
}

/** Everything of the instance that a document may refer to: the lists are complete. */
function resourcesFor(call: Call): Resources {
  const { store } = call.cx
  const service = containerOf(call.id)
  const names = (collection: string) => store.list(`${service}/${collection}`).map((entity) => nameOf(entity.id))
  const operation = /^(.+\/operations\/[^/]+)\/policies\//.exec(call.id)?.[1]
  const { method, urlTemplate } = (operation && store.get(operation)?.content.properties) || {}
  return {
    namedValues: store.list(`${service}/namedValues`).map(({ id, content: { properties } }) => ({
      name: nameOf(id),
      displayName: String(properties.displayName),
      secret: properties.secret === true,
      ...(typeof properties.value === 'string' ? { value: properties.value } : {}),
    })),
    backends: names('backends'),
    fragments: names('policyFragments'),
    loggers: names('loggers'),
    certificates: names('certificates'),
    ...(method === undefined ? {} : { operation: { method: String(method), urlTemplate: String(urlTemplate) } }),
  }
}
