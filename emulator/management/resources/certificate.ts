import { X509Certificate } from 'node:crypto'
import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { servicePattern } from '../resource.ts'

/**
 * Certificates by name, so that policies may refer to them. The private key is not kept; a PFX is not opened, and then subject and
 * thumbprint are unknown. https://learn.microsoft.com/rest/api/apimanagement/certificate
 */
export default entityResource({
  pattern: `${servicePattern}/certificates/{certificateId}`,
  type: 'Microsoft.ApiManagement/service/certificates',
  title: 'Certificate',
  prepare(_call, incoming) {
    const { data, password: _password, keyVault, ...given } = incoming.properties
    if (keyVault !== undefined) return { ...incoming, properties: { ...given, keyVault } }
    if (typeof data !== 'string' || data === '')
      throw fieldError('data', 'Data is required: the certificate in base 64.')
    return { ...incoming, properties: { ...given, ...described(data) } }
  },
})

function described(data: string): Readonly<Record<string, string>> {
  try {
    const { fingerprint, subject, validTo } = new X509Certificate(Buffer.from(data, 'base64'))
    return {
      subject: subject.replaceAll('\n', ', '),
      thumbprint: fingerprint.replaceAll(':', ''),
      expirationDate: new Date(validTo).toISOString(),
    }
  } catch {
    // A PFX, which Node cannot open.
    return {}
  }
}
