import { enumeration } from '../definition.ts'

export default enumeration('System.Security.Cryptography.CipherMode', 'How blocks are chained.', {
  CBC: 1,
  ECB: 2,
  OFB: 3,
  CFB: 4,
  CTS: 5,
})
