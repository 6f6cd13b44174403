import { hashType } from '../hash-definition.ts'

export default hashType('SHA1')
