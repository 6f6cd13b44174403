import { namedValueResource } from '../named-value-entity.ts'
import { servicePattern } from '../resource.ts'

export default namedValueResource({ pattern: servicePattern, type: 'Microsoft.ApiManagement/service' })
