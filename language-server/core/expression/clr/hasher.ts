import type { Call } from '../definition.ts'
import { chance } from './cipher.ts'
import { argumentNull } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { type HashName, hash, hmac } from './hash.ts'
import type { ClrObject } from './values.ts'

/** A hash algorithm object, keyed or not. */
export class ClrHasher implements ClrObject {
  readonly clrType: ClrType
  readonly algorithm: HashName
  key: Uint8Array | undefined
  last: Uint8Array | null = null
  constructor(typeName: string, algorithm: HashName, key?: Uint8Array) {
    this.clrType = clrType(`System.Security.Cryptography.${typeName}`)
    this.algorithm = algorithm
    this.key = key
  }
  get size(): number {
    return hash(this.algorithm, new Uint8Array(0)).length * 8
  }
  compute(bytes: Uint8Array): Uint8Array {
    this.last = this.key ? hmac(this.algorithm, this.key, bytes) : hash(this.algorithm, bytes)
    return this.last
  }
}

const prefix = 'System.Security.Cryptography.'

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.cryptoconfig#remarks */
export function hasherOf(call: Call, name: string | null): ClrHasher | null {
  if (name === null) throw argumentNull('name')
  const short = name.startsWith(prefix) ? name.slice(prefix.length) : name
  if (short === 'HashAlgorithm') return hasherOf(call, 'SHA1')
  const found = /^(MD5|SHA-?(?:1|256|384|512)|SHA)(?:Managed|Cng|CryptoServiceProvider)?$/.exec(short)?.[1]
  if (!found) return keyedHasherOf(call, name)
  const algorithm = (found === 'SHA' ? 'SHA1' : found.replace('-', '')) as HashName
  return new ClrHasher(algorithm, algorithm)
}

/** Null for a name that nobody knows. */
export function keyedHasherOf(call: Call, name: string | null): ClrHasher | null {
  if (name === null) throw argumentNull('name')
  const short = name.startsWith(prefix) ? name.slice(prefix.length) : name
  if (short === 'HMAC' || short === 'KeyedHashAlgorithm') return keyedHasherOf(call, 'HMACSHA1')
  const algorithm = /^HMAC(MD5|SHA1|SHA256|SHA384|SHA512)$/.exec(short)?.[1] as HashName | undefined
  return algorithm ? new ClrHasher(`HMAC${algorithm}`, algorithm, chance(call, 64)) : null
}
