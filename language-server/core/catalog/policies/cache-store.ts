import { policy } from '../policy.ts'

export default policy({
  name: 'cache-store',
  title: 'Store to cache',
  category: 'Caching',
  status: 'ga',
  summary:
    'Stores the response to a GET request in the cache for a given time. It works together with a `cache-lookup` in `inbound`.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-store-policy',
  sections: ['outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
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
    'caching-mode': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Only responses to GET requests are stored.'],
  conflicts: [
    { about: '`caching-mode`', follows: 'schema', why: 'Only the published schema knows it; it is accepted.' },
  ],
})
