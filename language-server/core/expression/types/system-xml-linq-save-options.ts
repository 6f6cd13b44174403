import { enumeration } from '../definition.ts'

export default enumeration('System.Xml.Linq.SaveOptions', 'How XML is written.', {
  None: 0,
  DisableFormatting: 1,
  OmitDuplicateNamespaces: 2,
})
