import { fragmentResource } from '../fragment-entity.ts'
import { workspacePattern } from '../resource.ts'

export default fragmentResource({ pattern: workspacePattern, type: 'Microsoft.ApiManagement/service/workspaces' })
