import { policy } from '../policy.ts'

export default policy({
  name: 'llm-semantic-cache-store',
  title: 'Cache responses to large language model API requests',
  category: 'Caching',
  status: 'ga',
  summary:
    'Stores the completion of a large language model so that `llm-semantic-cache-lookup` can answer similar prompts with it. Use both to save tokens on recurring questions.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-semantic-cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {
    duration: {
      type: 'integer',
      summary: 'How many seconds the entry stays valid.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
      sample: '3600',
    },
    'cache-response': {
      type: 'boolean',
      summary: 'Whether this response is stored. Without it, only responses with 200 OK are.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  conflicts: [
    { about: '`cache-response`', follows: 'documentation', why: 'The published schema is older than this attribute.' },
  ],
})
