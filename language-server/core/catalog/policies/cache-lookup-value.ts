import { policy } from '../policy.ts'

export default policy({
  name: 'cache-lookup-value',
  title: 'Get value from cache',
  category: 'Caching',
  status: 'ga',
  summary: 'Get value from cache.',
  docs: 'https://learn.microsoft.com/azure/api-management/cache-lookup-value-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: false,
  attributes: {
    key: { type: 'string', summary: 'Cache key.', required: true, expression: true, returns: 'string' },
    'variable-name': {
      type: 'string',
      summary: 'Context variable for the value; not set on a miss without default.',
      required: true,
      format: 'variable-name',
      expression: false,
    },
    'default-value': { type: 'string', summary: 'Value on a miss.', expression: true, returns: 'object' },
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
  disputed: ['fragment'],
  notes: [
    'Current docs say once per section and not in fragments, although their own samples and the wait sample use several.',
  ],
  conflicts: [
    {
      about:
        'Docs once-per-section note contradicts docs samples with several cache-lookup-value policies; treat as unreliable.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Docs say the variable is unset on a miss and also that null is assigned without default-value.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Knowledge base: every section except backend; docs: all four.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit fragment context offers CacheLookupValue although docs exclude fragments.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit comment gives default caching-type external; docs/XSD prefer-external.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
