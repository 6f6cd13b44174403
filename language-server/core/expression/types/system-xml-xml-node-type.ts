import { enumeration } from '../definition.ts'
import { xmlNodeTypes } from '../xml-node-types.ts'

export default enumeration('System.Xml.XmlNodeType', 'What a piece of XML is.', xmlNodeTypes)
