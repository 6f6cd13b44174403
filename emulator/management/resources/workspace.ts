import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { workspacePattern } from '../resource.ts'

/**
 * A workspace with its policy, named values, fragments and back ends. Its APIs are not imitated: the gateway serves none of them.
 * https://learn.microsoft.com/rest/api/apimanagement/workspace
 */
export default entityResource({
  pattern: workspacePattern,
  type: 'Microsoft.ApiManagement/service/workspaces',
  title: 'Workspace',
  prepare(_call, incoming) {
    const { displayName } = incoming.properties
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    return incoming
  },
})
