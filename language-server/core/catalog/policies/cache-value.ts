import { policy } from '../policy.ts'

export default policy({
  name: 'cache-value',
  title: 'Cache value (lookup and refresh)',
  category: 'Caching',
  status: 'undocumented',
  summary:
    'Reads a value from the cache and, when it is missing or due for refresh, computes it with the enclosed policies and stores it. It is known from the policy toolkit only, so check that your instance accepts it.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'The key of the value.', required: true, expression: true, returns: 'string' },
    'variable-name': {
      type: 'string',
      summary: 'The context variable that gets the value.',
      required: true,
      format: 'variable-name',
      expression: false,
      sample: 'cached',
    },
    'expires-after': {
      type: 'integer',
      summary: 'After how many seconds the value expires.',
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'refresh-after': {
      type: 'integer',
      summary: 'After how many seconds the enclosed policies compute the value anew; less than `expires-after`.',
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'default-value': {
      type: 'string',
      summary: 'The value to use when neither the cache nor the enclosed policies give one.',
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
  children: {
    value: {
      summary: 'The policies that compute the value.',
      min: 1,
      max: 1,
      attributes: {},
      children: {},
      childOrder: 'any',
      content: 'policies',
    },
  },
  childOrder: 'sequence',
  content: 'children',
})
