import { policy } from '../policy.ts'

export default policy({
  name: 'cache-value',
  title: 'Cache value (lookup and refresh)',
  category: 'Caching',
  status: 'undocumented',
  summary: 'Cache value (lookup and refresh).',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  fragment: true,
  attributes: {
    key: { type: 'string', summary: 'Cache key.', required: true, expression: true, returns: 'string' },
    'variable-name': {
      type: 'string',
      summary: 'Context variable for the value.',
      required: true,
      format: 'variable-name',
      expression: false,
    },
    'expires-after': {
      type: 'integer',
      summary: 'Time until the value expires.',
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'refresh-after': {
      type: 'integer',
      summary: 'Time until the value is refreshed by the nested block; below expires-after.',
      unit: 'seconds',
      expression: true,
      returns: 'int',
    },
    'default-value': {
      type: 'string',
      summary: 'Value when neither cache nor block gives one.',
      expression: true,
      returns: 'object',
    },
    'caching-type': {
      type: 'enum',
      summary: 'Which cache is used: built-in, external (Redis-compatible), or external with built-in as fallback.',
      default: 'prefer-external',
      values: ['prefer-external', 'external', 'internal'],
      expression: false,
    },
  },
  children: {
    value: {
      summary: 'Policies that compute the value.',
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
  notes: ['Known only from the policy toolkit (2026-05); no docs page or XSD found.'],
})
