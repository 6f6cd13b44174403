import { backendResource } from '../backend-entity.ts'
import { servicePattern } from '../resource.ts'

export default backendResource({ pattern: servicePattern, type: 'Microsoft.ApiManagement/service' })
