import { policy } from '../policy.ts'

export default policy({
  name: 'cache-remove-value',
  title: 'Remove value from cache',
  category: 'Caching',
  status: 'ga',
  summary: 'Remove value from cache.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-remove-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'Cache key.', required: true, expression: true, returns: 'string' },
    'caching-type': {
      type: 'enum',
      summary: 'Which cache is used: built-in, external (Redis-compatible), or external with built-in as fallback.',
      default: 'prefer-external',
      values: ['prefer-external', 'external', 'internal'],
      expression: false,
    },
    'fail-on-cache-removal-error': {
      type: 'boolean',
      summary: 'Fail the request when removal fails.',
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
      about: 'XSD snapshot and toolkit lack fail-on-cache-removal-error (docs 2026-06).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
