import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { servicePattern } from '../resource.ts'

export default entityResource({
  pattern: `${servicePattern}/apis/{apiId}/operations/{operationId}`,
  type: 'Microsoft.ApiManagement/service/apis/operations',
  title: 'Operation',
  prepare(_call, incoming) {
    const properties = { templateParameters: [], ...incoming.properties }
    const { displayName, method, urlTemplate } = properties as Record<string, unknown>
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    if (typeof method !== 'string' || method === '') throw fieldError('method', 'Method is required.')
    if (typeof urlTemplate !== 'string' || !urlTemplate.startsWith('/'))
      throw fieldError('urlTemplate', 'UrlTemplate is required and begins with a slash.')
    requireParameters(urlTemplate, properties.templateParameters)
    return { ...incoming, properties }
  },
})

/** Every parameter of the template must be declared. */
function requireParameters(urlTemplate: string, declared: unknown): void {
  const names = new Set((Array.isArray(declared) ? declared : []).map((parameter) => String(parameter?.name)))
  for (const [, name = ''] of urlTemplate.split('?')[0]?.matchAll(/\{\*?([^}]+)\}/g) ?? [])
    if (!names.has(name))
      throw fieldError(
        'templateParameters',
        `All template parameters used in the UriTemplate must be defined in the Operation, and none of them is '${name}'.`,
      )
}
