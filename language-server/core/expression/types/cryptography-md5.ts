import { hashType } from '../hash-definition.ts'

export default hashType('MD5')
