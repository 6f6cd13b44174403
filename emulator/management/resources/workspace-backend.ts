import { backendResource } from '../backend-entity.ts'
import { workspacePattern } from '../resource.ts'

export default backendResource({ pattern: workspacePattern, type: 'Microsoft.ApiManagement/service/workspaces' })
