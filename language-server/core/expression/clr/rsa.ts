import type { RsaKeyFacts, RsaRequest, SignRequest } from '../context-model.ts'
import type { Call } from '../definition.ts'
import { cryptoOf } from './certificate.ts'
import { cryptographic } from './cipher.ts'
import { argumentNull, notSimulated } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import type { ClrObject } from './values.ts'

const ns = 'System.Security.Cryptography.'

/** A name with a value of its own: HashAlgorithmName, RSASignaturePadding, RSAEncryptionPadding. */
export class ClrNamed implements ClrObject {
  readonly clrType: ClrType
  readonly name: string
  constructor(type: string, name: string) {
    this.clrType = clrType(ns + type)
    this.name = name
  }
  clrText(): string {
    return this.name
  }
  clrEquals(other: unknown): boolean {
    return other instanceof ClrNamed && other.clrType.name === this.clrType.name && other.name === this.name
  }
}

export interface Signing {
  readonly data: Uint8Array | null
  readonly hash: ClrNamed | null
  readonly padding: ClrNamed | null
  readonly isHash: boolean
}

/** An RSA key. */
export class ClrRsa implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}RSACng`)
  /** PEM, when it is known; a key by chance is made when it is needed. */
  private pem: string | undefined
  private bits: number
  constructor(pem?: string, bits = 2048) {
    this.pem = pem
    this.bits = bits
  }

  private key(call: Call): string {
    this.pem ??= cryptoOf(call, 'RSA').newKey(this.bits)
    return this.pem
  }
  facts(call: Call): RsaKeyFacts {
    const facts = cryptoOf(call, 'RSA').key(this.key(call))
    if (!facts) throw cryptographic('The key is no RSA key.')
    return facts
  }
  keySize(call: Call): number {
    return this.pem === undefined ? this.bits : this.facts(call).bits
  }
  resize(bits: number): void {
    this.bits = bits
    this.pem = undefined
  }

  private request(call: Call, { data, hash, padding, isHash }: Signing): SignRequest {
    if (data === null) throw argumentNull(isHash ? 'hash' : 'data')
    if (padding === null) throw argumentNull('padding')
    const known = (['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512'] as const).find((name) => name === hash?.name)
    if (!known) throw cryptographic(`'${hash?.name ?? ''}' is not a known hash algorithm.`)
    return { key: this.key(call), data, hash: known, padding: padding.name === 'Pss' ? 'Pss' : 'Pkcs1', isHash }
  }
  sign(call: Call, signing: Signing): Uint8Array {
    const request = this.request(call, signing)
    if (!this.facts(call).isPrivate)
      throw cryptographic('Object contains only the public half of a key pair. A private key must also be provided.')
    const signed = cryptoOf(call, 'RSA').sign(request)
    if (!signed) throw notSimulated('RSA.SignHash with RSASignaturePadding.Pss')
    return signed
  }
  verify(call: Call, signature: Uint8Array | null, signing: Signing): boolean {
    if (signature === null) throw argumentNull('signature')
    const verified = cryptoOf(call, 'RSA').verify({ ...this.request(call, signing), signature })
    if (verified === undefined) throw notSimulated('RSA.VerifyHash with RSASignaturePadding.Pss')
    return verified
  }
  crypt(
    call: Call,
    direction: RsaRequest['direction'],
    message: { data: Uint8Array | null; padding: ClrNamed | null },
  ): Uint8Array {
    if (message.data === null) throw argumentNull('data')
    if (message.padding === null) throw argumentNull('padding')
    const padding = message.padding.name as RsaRequest['padding']
    const result = cryptoOf(call, 'RSA').rsa({ key: this.key(call), direction, padding, data: message.data })
    if (!result)
      throw cryptographic(
        direction === 'encrypt'
          ? 'The data cannot be encrypted with this key.'
          : 'The data cannot be decrypted with this key.',
      )
    return result
  }
  xml(call: Call, includesPrivate: boolean): string {
    const { parts, isPrivate } = this.facts(call)
    if (includesPrivate && !isPrivate) throw cryptographic('Key not valid for use in specified state.')
    const shown = Object.entries(parts).filter(([name]) => includesPrivate || name === 'Modulus' || name === 'Exponent')
    return `<RSAKeyValue>${shown.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</RSAKeyValue>`
  }
}
