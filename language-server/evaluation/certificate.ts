import type { CertificateModel } from '../core/expression/context-model.ts'
import { InputError } from './input-error.ts'
import { flagAt, objectAt, textAt } from './read.ts'

/**
 * A certificate: PEM or the Base64 of DER, alone or as `{"certificate", "privateKey", "trusted"}`.
 * @throws InputError where the text is neither
 */
export function readCertificate(value: unknown, path: string): CertificateModel | undefined {
  if (value === undefined || value === null) return undefined
  const said =
    typeof value === 'string'
      ? { certificate: value }
      : (objectAt(value, path, ['certificate', 'privateKey', 'trusted']) ?? {})
  const text = textAt(said.certificate, `${path}.certificate`)
  if (text === undefined) throw new InputError(`${path}: a certificate in PEM or Base64 is expected here.`)
  const privateKey = textAt('privateKey' in said ? said.privateKey : undefined, `${path}.privateKey`)
  const trusted = flagAt('trusted' in said ? said.trusted : undefined, `${path}.trusted`)
  return {
    certificate: new Uint8Array(text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64')),
    ...(privateKey !== undefined && { privateKey }),
    ...(trusted !== undefined && { trusted }),
  }
}
