import { policy } from '../policy.ts'

export default policy({
  name: 'validate-parameters',
  title: 'Validate parameters',
  category: 'Content validation',
  status: 'ga',
  summary:
    "Checks headers, query and path parameters of the request against the API's schema and then ignores, logs or blocks what does not fit. Single parameters can be treated differently from the rest.",
  docs: 'https://learn.microsoft.com/azure/api-management/validate-parameters-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    'specified-parameter-action': {
      type: 'enum',
      summary: "What happens when a parameter that the API's schema lists does not fit it.",
      required: true,
      values: ['ignore', 'prevent', 'detect'],
      expression: true,
      returns: 'string',
      sample: 'prevent',
    },
    'unspecified-parameter-action': {
      type: 'enum',
      summary: "What happens to parameters that the API's schema does not list.",
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
    headers: {
      summary: 'Other actions for headers.',
      min: 0,
      max: 1,
      attributes: {
        'specified-parameter-action': {
          type: 'enum',
          summary:
            'What happens when a listed parameter of this kind does not fit the schema; it overrides the action of the policy.',
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
        'unspecified-parameter-action': {
          type: 'enum',
          summary:
            'What happens to parameters of this kind that the schema does not list; it overrides the action of the policy.',
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
      },
      children: {
        parameter: {
          summary: 'Another action for one header.',
          min: 0,
          attributes: {
            name: { type: 'string', summary: 'The name of the parameter.', required: true },
            action: {
              type: 'enum',
              summary: 'What happens to this parameter; it overrides the actions around it.',
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
    },
    query: {
      summary: 'Other actions for query parameters.',
      min: 0,
      max: 1,
      attributes: {
        'specified-parameter-action': {
          type: 'enum',
          summary:
            'What happens when a listed parameter of this kind does not fit the schema; it overrides the action of the policy.',
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
        'unspecified-parameter-action': {
          type: 'enum',
          summary:
            'What happens to parameters of this kind that the schema does not list; it overrides the action of the policy.',
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
      },
      children: {
        parameter: {
          summary: 'Another action for one query parameter.',
          min: 0,
          attributes: {
            name: { type: 'string', summary: 'The name of the parameter.', required: true },
            action: {
              type: 'enum',
              summary: 'What happens to this parameter; it overrides the actions around it.',
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
    },
    path: {
      summary: 'Other actions for path parameters.',
      min: 0,
      max: 1,
      attributes: {
        'specified-parameter-action': {
          type: 'enum',
          summary:
            'What happens when a listed parameter of this kind does not fit the schema; it overrides the action of the policy.',
          values: ['ignore', 'prevent', 'detect'],
          expression: true,
          returns: 'string',
        },
      },
      children: {
        parameter: {
          summary: 'Another action for one path parameter.',
          min: 0,
          attributes: {
            name: { type: 'string', summary: 'The name of the parameter.', required: true },
            action: {
              type: 'enum',
              summary: 'What happens to this parameter; it overrides the actions around it.',
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
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: [
    'The published schema requires the actions on `headers`, `query` and `path`; the documentation does not say.',
  ],
})
