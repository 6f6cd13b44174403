import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.HashAlgorithmName',
  summary: 'The name of a hash.',
  statics: [
    member('HashAlgorithmName MD5', 'MD5.'),
    member('HashAlgorithmName SHA1', 'SHA1.'),
    member('HashAlgorithmName SHA256', 'SHA256.'),
    member('HashAlgorithmName SHA384', 'SHA384.'),
    member('HashAlgorithmName SHA512', 'SHA512.'),
  ],
})
