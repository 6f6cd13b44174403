import { hmacType } from '../hash-definition.ts'

export default hmacType('MD5')
