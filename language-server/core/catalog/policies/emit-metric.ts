import { policy } from '../policy.ts'

export default policy({
  name: 'emit-metric',
  title: 'Emit custom metrics',
  category: 'Logging',
  status: 'ga',
  summary:
    'Sends a custom metric to Application Insights with the dimensions you choose. Use it to count or measure what the built-in metrics do not tell.',
  docs: 'https://learn.microsoft.com/azure/api-management/emit-metric-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'The name of the metric.', required: true, expression: false, sample: 'requests' },
    namespace: {
      type: 'string',
      summary: 'The namespace of the metric.',
      default: 'API Management',
      expression: false,
    },
    value: { type: 'number', summary: 'The value of the metric.', default: '1', expression: true, returns: 'double' },
    'default-dimensions': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
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
  notes: [
    'At most 5 dimensions of your own since 2025.',
    'Default dimensions: API ID, Operation ID, Product ID, User ID, Subscription ID, Location, Gateway ID.',
  ],
  conflicts: [
    {
      about: 'how many dimensions are allowed',
      follows: 'both',
      why: 'The documentation says 5 since 2025, the published schema and earlier documentation 10; the larger number is the limit here.',
    },
    {
      about: 'whether a `dimension` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional.',
    },
    {
      about: 'expressions in the name of a dimension',
      follows: 'documentation',
      why: 'The documentation allows them; the schema and the toolkit take a name.',
    },
  ],
})
