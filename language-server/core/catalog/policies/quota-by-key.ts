import { policy } from '../policy.ts'

export default policy({
  name: 'quota-by-key',
  title: 'Set usage quota by key',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary: 'Set usage quota by key.',
  docs: 'https://learn.microsoft.com/azure/api-management/quota-by-key-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    calls: { type: 'integer', summary: 'Calls allowed per key and period.', unit: 'calls', expression: false },
    bandwidth: {
      type: 'integer',
      summary: 'Traffic allowed per key and period.',
      unit: 'kilobytes',
      expression: false,
    },
    'renewal-period': {
      type: 'integer',
      summary: 'Fixed window length; 0 means it never resets.',
      required: true,
      unit: 'seconds',
      min: 0,
      minUnlessZero: 300,
      expression: false,
      disputed: true,
    },
    'counter-key': {
      type: 'string',
      summary: 'Key the counter belongs to; shared by all scopes and APIs that use the same value.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'increment-condition': {
      type: 'boolean',
      summary: 'Whether this request counts.',
      expression: true,
      returns: 'bool',
    },
    'increment-count': {
      type: 'integer',
      summary: 'How much one request adds.',
      default: '1',
      expression: true,
      returns: 'int',
    },
    'first-period-start': {
      type: 'datetime',
      summary: 'Start of the first period (ISO 8601, yyyy-MM-ddTHH:mm:ssZ).',
      default: '0001-01-01T00:00:00Z',
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'at-least-one', members: ['calls', 'bandwidth'] }],
  disputed: ['gateways'],
  notes: [
    'At least one of calls and bandwidth is needed.',
    'Exceeding returns 403 Forbidden with Retry-After.',
    'A key that several policies would bump is bumped once per request.',
  ],
  conflicts: [
    {
      about:
        'Availability include names only classic tiers, but the Gateways line lists classic, v2, self-hosted, workspace.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: '2024-03 docs said classic and self-hosted only.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
