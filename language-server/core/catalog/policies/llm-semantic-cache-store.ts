import { policy } from '../policy.ts'

export default policy({
  name: 'llm-semantic-cache-store',
  title: 'Cache responses to large language model API requests',
  category: 'Caching',
  status: 'ga',
  summary: 'Cache responses to large language model API requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-semantic-cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    duration: {
      type: 'integer',
      summary: 'Time to live.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'cache-response': {
      type: 'boolean',
      summary: 'Cache this response; omitted means only 200 OK.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  conflicts: [
    {
      about: 'XSD snapshot lacks cache-response (docs 2026-06).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
