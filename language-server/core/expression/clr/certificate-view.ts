import type { CertificateModel } from '../context-model.ts'
import { ClrCertificate } from './certificate.ts'
import { clrType, types } from './clr-type.ts'
import { ClrComparer, ClrDictionary } from './collections.ts'

const certificates = new WeakMap<CertificateModel, ClrCertificate>()

/** The certificate of a model, the same one each time. */
export function certificateOf(model: CertificateModel): ClrCertificate {
  const done = certificates.get(model)
  if (done) return done
  const made = new ClrCertificate(model)
  certificates.set(model, made)
  return made
}

/** Thumbprints compare without case. */
export function certificateDictionary(models: ReadonlyMap<string, CertificateModel>): ClrDictionary {
  const dictionary = new ClrDictionary(
    types.string,
    clrType('System.Security.Cryptography.X509Certificates.X509Certificate2'),
    new ClrComparer(true, false),
    'System.Collections.Generic.IReadOnlyDictionary`2',
  )
  for (const [name, model] of models) dictionary.set(name, certificateOf(model))
  return dictionary
}
