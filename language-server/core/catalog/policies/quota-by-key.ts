import { policy } from '../policy.ts'

export default policy({
  name: 'quota-by-key',
  title: 'Set usage quota by key',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary:
    'Gives each value of a key you choose a quota of calls, of bandwidth or of both for a fixed period and refuses further calls with 403 Forbidden. Use it to meter tenants, users or addresses rather than subscriptions.',
  docs: 'https://learn.microsoft.com/azure/api-management/quota-by-key-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    calls: {
      type: 'integer',
      summary: 'How many calls are allowed for one key in one period.',
      unit: 'calls',
      expression: false,
      sample: '10000',
    },
    bandwidth: {
      type: 'integer',
      summary: 'How many kilobytes may be transferred for one key in one period.',
      unit: 'kilobytes',
      expression: false,
    },
    'renewal-period': {
      type: 'integer',
      summary: 'The length of the fixed period in seconds, at least 300; 0 means that the quota never resets.',
      required: true,
      unit: 'seconds',
      min: 0,
      minUnlessZero: 300,
      expression: false,
      sample: '3600',
    },
    'counter-key': {
      type: 'string',
      summary:
        'The key to count by. There is one counter for each value, shared by all scopes and APIs that use the same value.',
      required: true,
      expression: true,
      returns: 'string',
      sample: '@(context.Subscription.Id)',
    },
    'increment-condition': {
      type: 'boolean',
      summary: 'Whether this request counts.',
      expression: true,
      returns: 'bool',
    },
    'increment-count': {
      type: 'integer',
      summary: 'By how much one request raises the counter.',
      default: '1',
      expression: true,
      returns: 'int',
    },
    'first-period-start': {
      type: 'datetime',
      summary: 'The start of the first period in UTC, written `yyyy-MM-ddTHH:mm:ssZ`.',
      default: '0001-01-01T00:00:00Z',
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'at-least-one', members: ['calls', 'bandwidth'] }],
  notes: [
    'At least one of `calls` and `bandwidth` is needed.',
    'Refused calls get a `Retry-After` header.',
    'A key that several policies raise is raised once for each request.',
  ],
  conflicts: [
    {
      about: 'the gateways it is available on',
      follows: 'documentation',
      why: 'The page lists classic, v2, self-hosted and workspace gateways; an older page and an included note name only the classic tiers. None names the Consumption tier.',
    },
    {
      about: 'whether `renewal-period` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it, no published policy goes without, and the service is known to require what the schema leaves open.',
    },
  ],
})
