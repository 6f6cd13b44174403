import { enumeration } from '../definition.ts'

export default enumeration('System.Globalization.DateTimeStyles', 'How a date is read.', {
  None: 0,
  AllowWhiteSpaces: 7,
  AdjustToUniversal: 16,
  AssumeLocal: 32,
  AssumeUniversal: 64,
  RoundtripKind: 128,
})
