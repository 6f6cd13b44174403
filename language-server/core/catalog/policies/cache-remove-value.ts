import { policy } from '../policy.ts'

export default policy({
  name: 'cache-remove-value',
  title: 'Remove value from cache',
  category: 'Caching',
  status: 'ga',
  summary:
    'Removes the value with the given key from the cache. Use it when the data behind a cached value has changed.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-remove-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'The key of the value.', required: true, expression: true, returns: 'string' },
    'caching-type': {
      type: 'enum',
      summary:
        'Which cache is used: the built-in one, an external Redis-compatible one, or the external one with the built-in one where there is none.',
      default: 'prefer-external',
      values: ['prefer-external', 'external', 'internal'],
      expression: false,
    },
    'fail-on-cache-removal-error': {
      type: 'boolean',
      summary: 'Whether the request fails when the value could not be removed.',
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
      about: '`fail-on-cache-removal-error`',
      follows: 'documentation',
      why: 'The published schema is older than this attribute.',
    },
  ],
})
