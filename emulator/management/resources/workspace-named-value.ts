import { namedValueResource } from '../named-value-entity.ts'
import { workspacePattern } from '../resource.ts'

export default namedValueResource({ pattern: workspacePattern, type: 'Microsoft.ApiManagement/service/workspaces' })
