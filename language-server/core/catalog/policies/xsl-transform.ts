import { policy } from '../policy.ts'

export default policy({
  name: 'xsl-transform',
  title: 'Transform XML using an XSLT',
  category: 'Transformation',
  status: 'ga',
  summary: 'Transform XML using an XSLT.',
  docs: 'https://learn.microsoft.com/azure/api-management/xsl-transform-policy',
  sections: ['inbound', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {},
  children: {
    parameter: {
      summary: 'Value passed to the stylesheet.',
      min: 0,
      attributes: { name: { type: 'string', summary: 'Parameter name.', required: true } },
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
    'xsl:stylesheet': {
      summary: 'XSLT 1.0 stylesheet in namespace http://www.w3.org/1999/XSL/Transform.',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'foreign',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['sections'],
  notes: [
    'No XSD. xsl:transform as root is not mentioned.',
    'The stylesheet text may hold @ and {} (AVT) that are not policy expressions.',
  ],
  conflicts: [
    {
      about: 'Docs statement shows <parameter parameter-name>, docs example and toolkit use name.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs: inbound and outbound; knowledge base and toolkit add on-error.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
