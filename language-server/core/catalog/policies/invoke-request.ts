import { policy } from '../policy.ts'

export default policy({
  name: 'invoke-request',
  title: 'Invoke request',
  category: 'Undocumented',
  status: 'undocumented',
  summary: 'Invoke request.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  attributes: {
    url: { type: 'string', summary: 'Target URL.', expression: true, returns: 'string' },
    method: { type: 'string', summary: 'HTTP method.', expression: true, returns: 'string' },
    'backend-id': {
      type: 'string',
      summary: 'Backend entity.',
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'response-variable-name': {
      type: 'string',
      summary: 'Variable for the response; without it the response becomes the current one and the section ends.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    header: {
      summary: 'Request header (toolkit).',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'Name.', required: true },
        value: { type: 'string', summary: 'Value.', expression: true, returns: 'string' },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
    body: {
      summary: 'Request body (toolkit).',
      min: 0,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      text: { type: 'string', expression: true, returns: 'string' },
    },
    value: {
      summary: 'Known from a published schema only; the documentation does not describe it.',
      min: 0,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'text',
      undocumented: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about:
        'XSD: url required and <value> children; knowledge base: redirects the request to another gateway URI and restarts processing. Toolkit (2026): method/url/backend-id/response-variable-name, <header>, <body>. No docs.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
