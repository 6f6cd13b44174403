import { policy } from '../policy.ts'

export default policy({
  name: 'emit-metric',
  title: 'Emit custom metrics',
  category: 'Logging',
  status: 'ga',
  summary: 'Emit custom metrics.',
  docs: 'https://learn.microsoft.com/azure/api-management/emit-metric-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'Metric name.', required: true, expression: false },
    namespace: { type: 'string', summary: 'Metric namespace.', default: 'API Management', expression: false },
    value: { type: 'number', summary: 'Metric value.', default: '1', expression: true, returns: 'double' },
    'default-dimensions': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
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
  notes: ['At most 5 custom dimensions since 2025.'],
  conflicts: [
    {
      about: 'Dimension cap: docs 2025+ 5, docs 2024 and XSD 10.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs mark <dimension> required; XSD min 0.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    { about: 'XSD adds default-dimensions (boolean).', follows: 'documentation', why: 'It is the newest statement.' },
    {
      about: 'Docs: dimension name may be an expression; XSD plain string, toolkit no expression for Name.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Knowledge: namespace default API Management (docs) vs apim (toolkit comment).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    { about: 'sections: docs also backend', follows: 'documentation', why: 'It is the newest statement.' },
  ],
})
