import { policy } from '../policy.ts'

export default policy({
  name: 'cache-store-value',
  title: 'Store value in cache',
  category: 'Caching',
  status: 'ga',
  summary:
    'Stores a value in the cache under a key for a given time. Storing is asynchronous, so that the value may not be readable at once.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-store-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'The key of the value.', required: true, expression: true, returns: 'string' },
    value: { type: 'string', summary: 'The value to store.', required: true, expression: true, returns: 'object' },
    duration: {
      type: 'integer',
      summary: 'How many seconds the entry stays valid.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
      sample: '3600',
    },
    'caching-type': {
      type: 'enum',
      summary:
        'Which cache is used: the built-in one, an external Redis-compatible one, or the external one with the built-in one where there is none.',
      default: 'prefer-external',
      values: ['prefer-external', 'external', 'internal'],
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  conflicts: [
    {
      about: 'how often it may occur',
      follows: 'samples',
      why: 'The note in the documentation looks copied from `cache-store`, so no limit is recorded.',
    },
  ],
})
