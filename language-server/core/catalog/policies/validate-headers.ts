import { policy } from '../policy.ts'

export default policy({
  name: 'validate-headers',
  title: 'Validate headers',
  category: 'Content validation',
  status: 'ga',
  summary:
    "Checks the response headers against the API's schema and then ignores, logs or blocks what does not fit. Use it to keep undeclared headers from leaving the gateway.",
  docs: 'https://learn.microsoft.com/azure/api-management/validate-headers-policy',
  sections: ['outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'specified-header-action': {
      type: 'enum',
      summary: "What happens when a response header that the API's schema lists does not fit it.",
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'prevent',
    },
    'unspecified-header-action': {
      type: 'enum',
      summary: "What happens to response headers that the API's schema does not list.",
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'ignore',
    },
    'errors-variable-name': {
      type: 'string',
      summary: 'The context variable that collects the validation errors.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    header: {
      summary: 'Another action for one header.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'The name of the header.', required: true },
        action: {
          type: 'enum',
          summary: 'What happens to this header; it overrides the action of the policy.',
          required: true,
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
          sample: 'prevent',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
    },
  },
  childOrder: 'sequence',
  content: 'children',
})
