import { enumeration } from '../definition.ts'

export default enumeration(
  'System.Security.Cryptography.X509Certificates.X509ContentType',
  'What a file of certificates holds.',
  {
    Unknown: 0,
    Cert: 1,
    SerializedCert: 2,
    Pfx: 3,
    SerializedStore: 4,
    Pkcs7: 5,
    Authenticode: 6,
  },
)
