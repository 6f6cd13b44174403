import { hmacType } from '../hash-definition.ts'

export default hmacType('SHA384')
