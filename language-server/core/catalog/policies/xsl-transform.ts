import { policy } from '../policy.ts'

export default policy({
  name: 'xsl-transform',
  title: 'Transform XML using an XSLT',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Transforms an XML body with the XSLT stylesheet that it encloses. Parameters pass values of expressions to the stylesheet.',
  docs: 'https://learn.microsoft.com/azure/api-management/xsl-transform-policy',
  sections: ['inbound', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {},
  children: {
    parameter: {
      summary: 'A value for a parameter of the stylesheet.',
      min: 0,
      attributes: { name: { type: 'string', summary: 'The name of the parameter.', required: true } },
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
    'xsl:stylesheet': {
      summary: 'The XSLT 1.0 stylesheet, in the namespace `http://www.w3.org/1999/XSL/Transform`.',
      min: 1,
      max: 1,
      attributes: {
        version: { type: 'string', summary: 'The version of XSLT.', suggested: true, sample: '1.0' },
        'xmlns:xsl': {
          type: 'uri',
          summary: 'The namespace of XSLT.',
          suggested: true,
          sample: 'http://www.w3.org/1999/XSL/Transform',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'foreign',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  disputed: ['sections'],
  notes: ['`@` and `{}` in the stylesheet are XSLT, no policy expressions.'],
  conflicts: [
    {
      about: 'the name of the attribute of `parameter`',
      follows: 'samples',
      why: 'The statement of the documentation writes `parameter-name`; its example and the toolkit use `name`.',
    },
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The knowledge base of an older extension and the toolkit add `on-error`.',
    },
  ],
})
