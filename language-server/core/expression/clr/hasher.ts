import { type ClrType, clrType } from './clr-type.ts'
import { type HashName, hash, hmac } from './hash.ts'
import type { ClrObject } from './values.ts'

/** A hash algorithm object, keyed or not. */
export class ClrHasher implements ClrObject {
  readonly clrType: ClrType
  readonly algorithm: HashName
  key: Uint8Array | undefined
  constructor(typeName: string, algorithm: HashName, key?: Uint8Array) {
    this.clrType = clrType(`System.Security.Cryptography.${typeName}`)
    this.algorithm = algorithm
    this.key = key
  }
  compute(bytes: Uint8Array): Uint8Array {
    return this.key ? hmac(this.algorithm, this.key, bytes) : hash(this.algorithm, bytes)
  }
}
