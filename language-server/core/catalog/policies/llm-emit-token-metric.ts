import { policy } from '../policy.ts'

export default policy({
  name: 'llm-emit-token-metric',
  title: 'Emit metrics for consumption of large language model tokens',
  category: 'Logging',
  status: 'ga',
  summary: 'Emit metrics for consumption of large language model tokens.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-emit-token-metric-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    namespace: {
      type: 'string',
      summary: 'Metric namespace.',
      default: 'API Management',
      expression: false,
      disputed: true,
    },
    name: {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
    'value-type': {
      type: 'enum',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      default: 'all',
      values: ['all', 'total-tokens', 'prompt-tokens', 'completion-tokens'],
      undocumented: true,
    },
    'ignore-prompt': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      default: 'false',
      undocumented: true,
    },
  },
  children: {
    dimension: {
      summary: 'Metric dimension.',
      min: 1,
      attributes: {
        name: { type: 'string', summary: 'Dimension name.', required: true, expression: true, returns: 'string' },
        value: {
          type: 'string',
          summary: 'Dimension value; may be left out for default dimensions.',
          expression: true,
          returns: 'string',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
      disputed: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  conflicts: [
    { about: 'Dimension cap: docs 2025+ 5, XSD 10.', follows: 'documentation', why: 'It is the newest statement.' },
    {
      about: 'XSD adds name, value-type (all|total-tokens|prompt-tokens|completion-tokens), ignore-prompt.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'llm-emit-token-metric@namespace: docs forbid expressions, toolkit marks it expression-capable',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
