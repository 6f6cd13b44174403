import { policy } from '../policy.ts'

export default policy({
  name: 'xml-to-json',
  title: 'Convert XML to JSON',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Converts the body of the request or the response from XML to JSON. Use it to offer an XML back end to JSON clients.',
  docs: 'https://learn.microsoft.com/azure/api-management/xml-to-json-policy',
  sections: ['inbound', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    kind: {
      type: 'enum',
      summary:
        'The shape of the JSON: `javascript-friendly` is natural for developers, `direct` keeps the structure of the XML.',
      required: true,
      values: ['javascript-friendly', 'direct'],
      expression: true,
      returns: 'string',
    },
    apply: {
      type: 'enum',
      summary: 'Whether every body is converted or only one whose content type is XML.',
      required: true,
      values: ['always', 'content-type-xml'],
      expression: true,
      returns: 'string',
      sample: 'content-type-xml',
    },
    'consider-accept-header': {
      type: 'boolean',
      summary: 'Whether the body is converted only if the client asks for JSON.',
      default: 'true',
      expression: true,
      returns: 'bool',
    },
    'always-array-child-elements': {
      type: 'boolean',
      summary: 'Whether child elements always become arrays, even single ones.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'preserve-whitespace-nodes': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'bool',
      undocumented: true,
    },
    'empty-values': {
      type: 'enum',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      values: ['preserve', 'as-null'],
      returns: 'string',
      undocumented: true,
    },
    'trim-values': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'bool',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  disputed: ['sections'],
  conflicts: [
    {
      about: 'attributes beyond those of the documentation',
      follows: 'schema',
      why: 'Only the published schema knows them; they are accepted.',
    },
    { about: 'sections', follows: 'documentation', why: 'The policy toolkit offers it in `backend` too.' },
  ],
})
