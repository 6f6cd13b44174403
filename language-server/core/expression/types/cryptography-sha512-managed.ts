import { managedHashType } from '../hash-definition.ts'

export default managedHashType('SHA512')
