import { policy } from '../policy.ts'

export default policy({
  name: 'validate-status-code',
  title: 'Validate status code',
  category: 'Content validation',
  status: 'ga',
  summary:
    "Checks the response status code against the API's schema and then ignores, logs or blocks what is not declared. Use it to keep unexpected errors of the back end from reaching the client.",
  docs: 'https://learn.microsoft.com/azure/api-management/validate-status-code-policy',
  sections: ['outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'unspecified-status-code-action': {
      type: 'enum',
      summary: "What happens to status codes that the API's schema does not list.",
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'prevent',
    },
    'errors-variable-name': {
      type: 'string',
      summary: 'The context variable that collects the validation errors.',
      format: 'variable-name',
      expression: false,
    },
  },
  children: {
    'status-code': {
      summary: 'Another action for one status code.',
      min: 0,
      attributes: {
        code: {
          type: 'integer',
          summary: 'The status code that is treated differently.',
          required: true,
          min: 100,
          max: 599,
          disputed: ['range'],
          sample: '500',
        },
        action: {
          type: 'enum',
          summary: 'What happens to this status code. It is ignored when the schema lists the code.',
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
  conflicts: [
    {
      about: 'the range of `code`',
      follows: 'none',
      why: 'No source gives one; 100 to 599 is a sanity check.',
    },
  ],
})
