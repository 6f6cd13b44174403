import { policy } from '../policy.ts'

export default policy({
  name: 'quota',
  title: 'Set usage quota by subscription',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary:
    'Gives each subscription a quota of calls, of bandwidth or of both for a fixed period and refuses further calls with 403 Forbidden. Use it for contracts and billing over days or weeks; bursts are the business of `rate-limit`.',
  docs: 'https://learn.microsoft.com/azure/api-management/quota-policy',
  sections: ['inbound'],
  scopes: ['product'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-definition',
  attributes: {
    calls: {
      type: 'integer',
      summary: 'How many calls are allowed in one period.',
      unit: 'calls',
      expression: false,
      sample: '10000',
    },
    bandwidth: {
      type: 'integer',
      summary: 'How many kilobytes may be transferred in one period.',
      unit: 'kilobytes',
      expression: false,
    },
    'renewal-period': {
      type: 'integer',
      summary:
        'The length of the fixed period in seconds, counted from the start of the subscription; 0 means that the quota never resets.',
      required: true,
      unit: 'seconds',
      expression: false,
      sample: '604800',
    },
  },
  children: {
    api: {
      summary: 'A further quota for one API of the product.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'The name of the API. It is ignored when `id` is given too.' },
        id: { type: 'string', summary: 'The identifier of the API. It wins over `name`.' },
        calls: {
          type: 'integer',
          summary: 'How many calls to this API are allowed in one period.',
          unit: 'calls',
          expression: false,
        },
        bandwidth: {
          type: 'integer',
          summary: 'How many kilobytes may be transferred with this API in one period.',
          unit: 'kilobytes',
          expression: false,
        },
      },
      children: {
        operation: {
          summary: 'A further quota for one operation of the API.',
          min: 0,
          attributes: {
            name: { type: 'string', summary: 'The name of the operation. It is ignored when `id` is given too.' },
            id: { type: 'string', summary: 'The identifier of the operation. It wins over `name`.' },
            calls: {
              type: 'integer',
              summary: 'How many calls to this operation are allowed in one period.',
              unit: 'calls',
              expression: false,
            },
            bandwidth: {
              type: 'integer',
              summary: 'How many kilobytes may be transferred with this operation in one period.',
              unit: 'kilobytes',
              expression: false,
            },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
          groups: [
            { kind: 'at-least-one', members: ['name', 'id'] },
            { kind: 'at-least-one', members: ['calls', 'bandwidth'] },
          ],
        },
      },
      childOrder: 'sequence',
      content: 'children',
      groups: [
        { kind: 'at-least-one', members: ['name', 'id'] },
        { kind: 'at-least-one', members: ['calls', 'bandwidth'] },
      ],
    },
  },
  childOrder: 'sequence',
  content: 'children',
  groups: [{ kind: 'at-least-one', members: ['calls', 'bandwidth'] }],
  notes: [
    'At least one of `calls` and `bandwidth` is needed.',
    'Refused calls get a `Retry-After` header.',
    'It works only for calls with a subscription key.',
  ],
  conflicts: [
    {
      about: '`renewal-period` on `<api>` and `<operation>`',
      follows: 'schema',
      why: 'The table of the documentation requires it; its statement and the published schema do not know it, and the service was seen to refuse it (https://github.com/MicrosoftDocs/azure-docs/issues/15164, https://github.com/MicrosoftDocs/azure-docs/issues/85769).',
    },
    {
      about: 'whether `renewal-period` is required',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it, no published policy goes without, and the service is known to require what the schema leaves open.',
    },
  ],
})
