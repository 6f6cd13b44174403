import { policy } from '../policy.ts'

export default policy({
  name: 'cache-lookup-value',
  title: 'Get value from cache',
  category: 'Caching',
  status: 'ga',
  summary:
    'Reads a value from the cache by its key into a context variable. Use it with `cache-store-value` to keep tokens, lookups and other pieces of data between requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-lookup-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  attributes: {
    key: { type: 'string', summary: 'The key of the value.', required: true, expression: true, returns: 'string' },
    'variable-name': {
      type: 'string',
      summary:
        'The context variable that gets the value. It stays unset when the cache has none and there is no `default-value`.',
      required: true,
      format: 'variable-name',
      expression: false,
      sample: 'cached',
    },
    'default-value': {
      type: 'string',
      summary: 'The value to use when the cache has none.',
      expression: true,
      returns: 'object',
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
      why: 'The documentation says once per section, yet its own samples use several, so no limit is recorded.',
    },
    {
      about: 'use in a fragment',
      follows: 'published policies',
      why: 'The documentation excludes it, yet many published fragments hold it and the policy toolkit offers it, so nothing is reported.',
    },
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The knowledge base of an older extension leaves `backend` out.',
    },
  ],
})
