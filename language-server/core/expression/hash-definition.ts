import { chance } from './clr/cipher.ts'
import { nullReference } from './clr/clr-exception.ts'
import type { HashName } from './clr/hash.ts'
import { ClrHasher } from './clr/hasher.ts'
import { type Call, member, type TypeDefinition, type } from './definition.ts'

const ns = 'System.Security.Cryptography.'

/** The type of a hash: `SHA256.Create()`. */
export const hashType = (hash: HashName): TypeDefinition =>
  type({
    name: ns + hash,
    summary: `The hash ${hash}.`,
    bases: [`${ns}HashAlgorithm`],
    statics: [
      member(`${hash} Create()`, 'An object that computes it.', () => new ClrHasher(hash, hash)),
      member(
        `${hash} Create(string hashName)`,
        'An object that computes it; null for another name.',
        (_call, name: string) => (name === hash || name === ns + hash ? new ClrHasher(hash, hash) : null),
      ),
    ],
  })

/** The type of a hash that is made with `new`. */
export const managedHashType = (hash: HashName): TypeDefinition =>
  type({
    name: `${ns}${hash}Managed`,
    summary: `The hash ${hash}.`,
    bases: [ns + hash],
    ctors: [member('()', 'An object that computes it.', () => new ClrHasher(`${hash}Managed`, hash))],
  })

/** Bytes of a block, which is what a key by chance has. */
const blockOf = (hash: HashName): number => (hash === 'SHA384' || hash === 'SHA512' ? 128 : 64)

/** The type of a message authentication code: `new HMACSHA256(key)`. */
export const hmacType = (hash: HashName): TypeDefinition =>
  type({
    name: `${ns}HMAC${hash}`,
    summary: `A message authentication code with ${hash}.`,
    bases: [`${ns}HMAC`],
    ctors: [
      member(
        '()',
        'With a key by chance.',
        (call: Call) => new ClrHasher(`HMAC${hash}`, hash, chance(call, blockOf(hash))),
      ),
      member('(byte[] key)', 'With a key.', (_call: Call, key: Uint8Array | null) => {
        if (key === null) throw nullReference()
        return new ClrHasher(`HMAC${hash}`, hash, key)
      }),
      ...(hash === 'SHA1'
        ? [
            member(
              '(byte[] key, bool useManagedSha1)',
              'With a key.',
              (_call: Call, key: Uint8Array) => new ClrHasher('HMACSHA1', hash, key),
            ),
          ]
        : []),
    ],
  })
