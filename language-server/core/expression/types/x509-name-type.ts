import { enumeration } from '../definition.ts'

export default enumeration(
  'System.Security.Cryptography.X509Certificates.X509NameType',
  'Which name of a certificate.',
  { SimpleName: 0, EmailName: 1, UpnName: 2, DnsName: 3, DnsFromAlternativeName: 4, UrlName: 5 },
)
