import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-emit-token-metric',
  title: 'Emit metrics for consumption of Azure OpenAI tokens',
  category: 'Logging',
  status: 'ga',
  summary: 'Emit metrics for consumption of Azure OpenAI tokens.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-emit-token-metric-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    namespace: {
      type: 'string',
      summary: 'Metric namespace.',
      default: 'API Management',
      expression: false,
      disputed: true,
    },
    value: { type: 'number', summary: 'Metric value.', default: '1', expression: true, returns: 'double' },
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
        value: { type: 'string', summary: 'Dimension value.', expression: true, returns: 'string' },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
      disputed: true,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['Azure OpenAI twin of llm-emit-token-metric.'],
  conflicts: [
    {
      about: '2024-07 docs list attribute value, which the XSD lacks.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Dimension cap 10 in the read docs (2024-07); the llm twin says 5 since 2025.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'azure-openai-emit-token-metric@namespace: docs forbid expressions, toolkit marks it expression-capable',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'azure-openai-emit-token-metric/dimension@name: docs allow expressions, toolkit has no expression mark',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
