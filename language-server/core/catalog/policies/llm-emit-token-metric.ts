import { policy } from '../policy.ts'

export default policy({
  name: 'llm-emit-token-metric',
  title: 'Emit metrics for consumption of large language model tokens',
  category: 'Logging',
  status: 'ga',
  summary:
    'Sends the token counts of large language model calls to Application Insights as metrics. Use its dimensions to see who uses how many tokens.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-emit-token-metric-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    namespace: {
      type: 'string',
      summary: 'The namespace of the metric.',
      default: 'API Management',
      expression: false,
      disputed: ['expression'],
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
      summary: 'A dimension of the metric.',
      min: 1,
      attributes: {
        name: {
          type: 'string',
          summary: 'The name of the dimension.',
          required: true,
          expression: true,
          returns: 'string',
          suggestions: [
            'API ID',
            'Operation ID',
            'Product ID',
            'User ID',
            'Subscription ID',
            'Location',
            'Gateway ID',
            'Backend ID',
          ],
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
  notes: [
    'At most 5 dimensions of your own since 2025.',
    'Default dimensions: API ID, Operation ID, Product ID, User ID, Subscription ID, Location, Gateway ID, Backend ID.',
  ],
  conflicts: [
    {
      about: 'how many dimensions are allowed',
      follows: 'both',
      why: 'The documentation says 5 since 2025, the published schema 10; the larger number is the limit here.',
    },
    {
      about: 'whether a `dimension` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional.',
    },
    {
      about: '`name`, `value-type` and `ignore-prompt`',
      follows: 'schema',
      why: 'Only the published schema knows them; they are accepted.',
    },
    {
      about: 'expressions in `namespace`',
      follows: 'documentation',
      why: 'The documentation forbids them; the policy toolkit marks it as taking expressions.',
    },
  ],
})
