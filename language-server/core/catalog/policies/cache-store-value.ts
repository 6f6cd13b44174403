import { policy } from '../policy.ts'

export default policy({
  name: 'cache-store-value',
  title: 'Store value in cache',
  category: 'Caching',
  status: 'ga',
  summary: 'Store value in cache.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-store-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'Cache key.', required: true, expression: true, returns: 'string' },
    value: { type: 'string', summary: 'Value to cache.', required: true, expression: true, returns: 'object' },
    duration: {
      type: 'integer',
      summary: 'Time to live.',
      required: true,
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'caching-type': {
      type: 'enum',
      summary: 'Which cache is used: built-in, external (Redis-compatible), or external with built-in as fallback.',
      default: 'prefer-external',
      values: ['prefer-external', 'external', 'internal'],
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['Storing is asynchronous; the value may not be readable at once.'],
  conflicts: [
    {
      about: 'Docs once-per-section note looks copied from cache-store; treat as unreliable.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Knowledge base: every section except backend; docs: all four.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
