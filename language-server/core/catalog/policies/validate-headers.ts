import { policy } from '../policy.ts'

export default policy({
  name: 'validate-headers',
  title: 'Validate headers',
  category: 'Content validation',
  status: 'ga',
  summary: 'Validate headers.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-headers-policy',
  sections: ['outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'specified-header-action': {
      type: 'enum',
      summary: 'Action for response headers in the API schema.',
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
    },
    'unspecified-header-action': {
      type: 'enum',
      summary: 'Action for response headers not in the API schema.',
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
    header: {
      summary: 'Override for one header.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'Header name.', required: true },
        action: {
          type: 'enum',
          summary: 'Action for this header.',
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
      about: 'Toolkit comments name values allow/deny; docs and XSD use ignore/prevent/detect.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
