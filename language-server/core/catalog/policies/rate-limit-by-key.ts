import { policy } from '../policy.ts'

export default policy({
  name: 'rate-limit-by-key',
  title: 'Limit call rate by key',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary:
    "Limits how many calls may be made in a sliding window for any key you choose, such as the caller's IP address or a claim of the token, and answers further calls with 429. Use it where a limit per subscription is too coarse.",
  docs: 'https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    calls: {
      type: 'integer',
      summary: 'How many calls are allowed for one key in one window.',
      required: true,
      unit: 'calls',
      expression: true,
      returns: 'int',
      sample: '100',
    },
    'renewal-period': {
      type: 'integer',
      summary: 'The length of the sliding window in seconds, at most 300.',
      required: true,
      max: 300,
      unit: 'seconds',
      expression: true,
      returns: 'int',
      sample: '60',
    },
    'counter-key': {
      type: 'string',
      summary:
        'The key to count by. There is one counter for each value, shared by all scopes that use the same value.',
      required: true,
      expression: true,
      returns: 'string',
      sample: '@(context.Request.IpAddress)',
    },
    'increment-condition': {
      type: 'boolean',
      summary:
        'Whether this request counts. With an expression, counting happens at the end of `outbound`, so that a limit shows one call later.',
      expression: true,
      returns: 'bool',
    },
    'increment-count': {
      type: 'integer',
      summary:
        'By how much one request raises the counter. With an expression, counting happens at the end of `outbound`.',
      default: '1',
      expression: true,
      returns: 'int',
    },
    'retry-after-header-name': {
      type: 'string',
      summary:
        'The response header that tells the suggested wait in seconds after the limit is exceeded; it replaces `Retry-After`.',
      default: 'Retry-After',
      format: 'header-name',
      expression: false,
    },
    'retry-after-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the suggested wait in seconds after the limit is exceeded.',
      format: 'variable-name',
      expression: false,
    },
    'remaining-calls-header-name': {
      type: 'string',
      summary: 'The response header that tells how many calls are left for the key.',
      format: 'header-name',
      expression: false,
    },
    'remaining-calls-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the number of calls left for the key.',
      format: 'variable-name',
      expression: false,
    },
    'total-calls-header-name': {
      type: 'string',
      summary: 'The response header that tells the configured limit.',
      format: 'header-name',
      expression: false,
    },
    'increment-after-response': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
    'flexible-retry-window': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      undocumented: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    'With an expression in `increment-condition` or `increment-count`, counting waits for the end of `outbound`, so that the limit shows one call later.',
  ],
})
