import { enumeration } from '../definition.ts'

export default enumeration('System.Globalization.NumberStyles', 'What a number may look like.', {
  None: 0,
  Integer: 7,
  HexNumber: 515,
  AllowHexSpecifier: 512,
  Number: 111,
  Float: 167,
  Any: 511,
})
