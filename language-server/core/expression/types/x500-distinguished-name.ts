import type { ClrDistinguishedName } from '../clr/certificate.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.X509Certificates.X500DistinguishedName',
  summary: 'A distinguished name.',
  members: [member('string Name', 'The name.', (_call, self: ClrDistinguishedName) => self.name)],
})
