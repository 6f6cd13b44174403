import { enumeration } from '../definition.ts'

export default enumeration('System.Net.Sockets.AddressFamily', 'What kind of address.', {
  Unspecified: 0,
  InterNetwork: 2,
  InterNetworkV6: 23,
})
