import type { CipherRequest } from '../context-model.ts'
import type { Call } from '../definition.ts'
import { argumentNull, ClrException, notSimulated } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

type Algorithm = CipherRequest['algorithm']

export const cryptographic = (message: string): ClrException =>
  new ClrException('System.Security.Cryptography.CryptographicException', message)

/** Block sizes and key sizes in bytes. */
const sizes: Readonly<Record<Algorithm, { readonly block: number; readonly keys: readonly number[] }>> = {
  AES: { block: 16, keys: [16, 24, 32] },
  DES: { block: 8, keys: [8] },
  TripleDES: { block: 8, keys: [16, 24] },
  RC2: { block: 8, keys: Array.from({ length: 12 }, (_, index) => index + 5) },
}

/** What SymmetricAlgorithm.Create knows: https://learn.microsoft.com/dotnet/api/system.security.cryptography.cryptoconfig#remarks */
const names: Readonly<Record<string, readonly [Algorithm, string]>> = {
  aes: ['AES', 'AesCryptoServiceProvider'],
  aesmanaged: ['AES', 'AesManaged'],
  aescryptoserviceprovider: ['AES', 'AesCryptoServiceProvider'],
  rijndael: ['AES', 'RijndaelManaged'],
  rijndaelmanaged: ['AES', 'RijndaelManaged'],
  des: ['DES', 'DESCryptoServiceProvider'],
  tripledes: ['TripleDES', 'TripleDESCryptoServiceProvider'],
  '3des': ['TripleDES', 'TripleDESCryptoServiceProvider'],
  'triple des': ['TripleDES', 'TripleDESCryptoServiceProvider'],
  rc2: ['RC2', 'RC2CryptoServiceProvider'],
}

/** Values of CipherMode and PaddingMode. */
export const modes = { CBC: 1, ECB: 2, OFB: 3, CFB: 4, CTS: 5 } as const
export const paddings = { None: 1, PKCS7: 2, Zeros: 3, ANSIX923: 4, ISO10126: 5 } as const

export class ClrCipher implements ClrObject {
  readonly clrType: ClrType
  readonly algorithm: Algorithm
  mode: number = modes.CBC
  padding: number = paddings.PKCS7
  keySize: number
  private ownKey: Uint8Array | undefined
  private ownIv: Uint8Array | undefined

  constructor(algorithm: Algorithm, typeName: string) {
    this.algorithm = algorithm
    this.clrType = clrType(`System.Security.Cryptography.${typeName}`)
    this.keySize = Math.max(...sizes[algorithm].keys) * 8
  }

  get blockSize(): number {
    return sizes[this.algorithm].block * 8
  }
  validKeySize(bits: number): boolean {
    return sizes[this.algorithm].keys.includes(bits / 8)
  }
  key(call: Call): Uint8Array {
    this.ownKey ??= chance(call, this.keySize / 8)
    return this.ownKey
  }
  iv(call: Call): Uint8Array {
    this.ownIv ??= chance(call, this.blockSize / 8)
    return this.ownIv
  }
  setKey(key: Uint8Array | null): void {
    if (key === null) throw argumentNull('value')
    this.checkKey(key)
    this.ownKey = key
    this.keySize = key.length * 8
  }
  setIv(iv: Uint8Array | null): void {
    if (iv === null) throw argumentNull('value')
    this.checkIv(iv)
    this.ownIv = iv
  }
  setKeySize(bits: number): void {
    if (!this.validKeySize(bits)) throw cryptographic('Specified key is not a valid size for this algorithm.')
    this.keySize = bits
    this.ownKey = undefined
  }
  forget(what: 'key' | 'iv'): void {
    if (what === 'key') this.ownKey = undefined
    else this.ownIv = undefined
  }

  private checkKey(key: Uint8Array): void {
    if (!this.validKeySize(key.length * 8)) throw cryptographic('Specified key is not a valid size for this algorithm.')
  }
  private checkIv(iv: Uint8Array): void {
    if (iv.length !== sizes[this.algorithm].block)
      throw cryptographic('Specified initialization vector (IV) does not match the block size for this algorithm.')
  }

  /** @throws ClrException for keys, vectors and lengths that do not fit, and where the host has no cryptography */
  transform(call: Call, direction: 'encrypt' | 'decrypt', parts: CipherParts): Uint8Array {
    const { bytes, key, iv } = parts
    if (bytes === null) throw argumentNull('inputBuffer')
    if (key === null) throw argumentNull('key')
    this.checkKey(key)
    if (iv === null && this.mode !== modes.ECB) throw argumentNull('iv')
    if (iv !== null) this.checkIv(iv)
    const mode = (['CBC', 'ECB', 'CFB'] as const).find((name) => modes[name] === this.mode)
    const name = Object.entries(modes).find(([, value]) => value === this.mode)?.[0] ?? 'this cipher mode'
    if (!mode) throw notSimulated(`${this.clrType.name} with CipherMode.${name}`)
    const { block } = sizes[this.algorithm]
    if (direction === 'decrypt' && bytes.length % block !== 0)
      throw cryptographic('Length of the data to decrypt is invalid.')
    const input = direction === 'encrypt' ? pad(call, bytes, { block, padding: this.padding }) : bytes
    const { crypto } = call.host
    const result = crypto?.cipher({
      algorithm: this.algorithm,
      mode,
      direction,
      key,
      iv: iv ?? new Uint8Array(0),
      bytes: input,
    })
    if (!result) throw notSimulated(`${this.clrType.name}${crypto ? '' : ' without the cryptography of a host'}`)
    return direction === 'encrypt' ? result : unpad(result, { block, padding: this.padding })
  }
}

interface CipherParts {
  readonly bytes: Uint8Array | null
  readonly key: Uint8Array | null
  readonly iv: Uint8Array | null
}

/** Null for a name that nobody knows, as SymmetricAlgorithm.Create gives. */
export function cipherOf(name: string | null): ClrCipher | null {
  if (name === null) throw argumentNull('name')
  const known = names[name.toLowerCase().replace(/^system\.security\.cryptography\./, '')]
  return known ? new ClrCipher(...known) : null
}

export const chance = (call: Call, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => Math.floor(call.host.random() * 256))

interface Filling {
  readonly block: number
  readonly padding: number
}

function pad(call: Call, bytes: Uint8Array, { block, padding }: Filling): Uint8Array {
  const over = bytes.length % block
  const missing = block - over
  switch (padding) {
    case paddings.None:
      if (over !== 0) throw cryptographic('Length of the data to encrypt is invalid.')
      return bytes
    case paddings.Zeros:
      return over === 0 ? bytes : Uint8Array.from([...bytes, ...new Uint8Array(missing)])
    case paddings.ANSIX923:
      return Uint8Array.from([...bytes, ...new Uint8Array(missing - 1), missing])
    case paddings.ISO10126:
      return Uint8Array.from([...bytes, ...chance(call, missing - 1), missing])
    default:
      return Uint8Array.from([...bytes, ...new Uint8Array(missing).fill(missing)])
  }
}

function unpad(bytes: Uint8Array, { block, padding }: Filling): Uint8Array {
  if (padding === paddings.None || padding === paddings.Zeros || bytes.length === 0) return bytes
  const count = bytes.at(-1) ?? 0
  const filling = bytes.subarray(bytes.length - count, bytes.length - 1)
  const isRight =
    count > 0 &&
    count <= block &&
    (padding === paddings.ISO10126 || filling.every((one) => one === (padding === paddings.PKCS7 ? count : 0)))
  if (!isRight) throw cryptographic('Padding is invalid and cannot be removed.')
  return bytes.slice(0, bytes.length - count)
}
