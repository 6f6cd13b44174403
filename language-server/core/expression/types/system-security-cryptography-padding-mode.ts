import { enumeration } from '../definition.ts'

export default enumeration('System.Security.Cryptography.PaddingMode', 'How the last block is filled.', {
  None: 1,
  PKCS7: 2,
  Zeros: 3,
  ANSIX923: 4,
  ISO10126: 5,
})
