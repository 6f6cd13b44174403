import { policy } from '../policy.ts'

export default policy({
  name: 'azure-openai-emit-token-metric',
  title: 'Emit metrics for consumption of Azure OpenAI tokens',
  category: 'Logging',
  status: 'ga',
  summary:
    'Sends the token counts of Azure OpenAI calls to Application Insights as metrics. `llm-emit-token-metric` does the same for models of any provider.',
  docs: 'https://learn.microsoft.com/azure/api-management/azure-openai-emit-token-metric-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  attributes: {
    namespace: {
      type: 'string',
      summary: 'The namespace of the metric.',
      default: 'API Management',
      expression: false,
      disputed: ['expression'],
    },
    value: { type: 'number', summary: 'The value of the metric.', default: '1', expression: true, returns: 'double' },
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
      summary: 'A dimension of the metric.',
      min: 1,
      attributes: {
        name: {
          type: 'string',
          summary: 'The name of the dimension.',
          required: true,
          expression: true,
          returns: 'string',
          suggestions: ['API ID', 'Operation ID', 'Product ID', 'User ID', 'Subscription ID', 'Location', 'Gateway ID'],
          sample: 'API ID',
        },
        value: {
          type: 'string',
          summary: 'The value of the dimension. Default dimensions such as `API ID` need none.',
          expression: true,
          returns: 'string',
        },
      },
      children: {},
      childOrder: 'any',
      content: 'empty',
      disputed: true,
      max: 10,
    },
  },
  childOrder: 'sequence',
  content: 'children',
  notes: ['Default dimensions: API ID, Operation ID, Product ID, User ID, Subscription ID, Location, Gateway ID.'],
  conflicts: [
    {
      about: 'how many dimensions are allowed',
      follows: 'both',
      why: 'The page of 2024 says 10, its twin for other models 5 since 2025; the larger number is the limit here.',
    },
    {
      about: 'whether a `dimension` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional.',
    },
    { about: '`value`', follows: 'documentation', why: 'The published schema lacks it.' },
    {
      about: 'expressions in `namespace`',
      follows: 'documentation',
      why: 'The documentation forbids them; the policy toolkit marks it as taking expressions.',
    },
  ],
})
