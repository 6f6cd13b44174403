import { fragmentResource } from '../fragment-entity.ts'
import { servicePattern } from '../resource.ts'

export default fragmentResource({ pattern: servicePattern, type: 'Microsoft.ApiManagement/service' })
