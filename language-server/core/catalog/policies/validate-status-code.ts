import { policy } from '../policy.ts'

export default policy({
  name: 'validate-status-code',
  title: 'Validate status code',
  category: 'Content validation',
  status: 'ga',
  summary: 'Validate status code.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-status-code-policy',
  sections: ['outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'unspecified-status-code-action': {
      type: 'enum',
      summary: 'Action for status codes not in the API schema.',
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
    },
    'errors-variable-name': {
      type: 'string',
      summary: 'Context variable for validation errors.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'status-code': {
      summary: 'Override for one status code.',
      min: 0,
      attributes: {
        code: { type: 'integer', summary: 'HTTP status code.', required: true, min: 100, max: 599 },
        action: {
          type: 'enum',
          summary: 'Action for this code; ignored when the schema lists the code.',
          required: true,
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    {
      about: 'Toolkit compiler writes error-variable-name (docs/XSD: errors-variable-name).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
