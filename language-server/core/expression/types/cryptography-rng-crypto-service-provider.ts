import { member, type } from '../definition.ts'

export default type({
  name: 'System.Security.Cryptography.RNGCryptoServiceProvider',
  summary: 'Random bytes.',
  ctors: [member('()', 'A generator.')],
  members: [member('void GetBytes(byte[] data)', 'Fills an array.')],
})
