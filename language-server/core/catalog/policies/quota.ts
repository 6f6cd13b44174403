import { policy } from '../policy.ts'

export default policy({
  name: 'quota',
  title: 'Set usage quota by subscription',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary: 'Set usage quota by subscription.',
  docs: 'https://learn.microsoft.com/azure/api-management/quota-policy',
  sections: ['inbound'],
  scopes: ['product'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-definition',
  attributes: {
    calls: { type: 'integer', summary: 'Calls allowed per period.', unit: 'calls', expression: false },
    bandwidth: { type: 'integer', summary: 'Traffic allowed per period.', unit: 'kilobytes', expression: false },
    'renewal-period': {
      type: 'integer',
      summary: 'Fixed window length; 0 means it never resets. Counted from the start of the subscription.',
      required: true,
      unit: 'seconds',
      expression: false,
      disputed: true,
    },
  },
  children: {
    api: {
      summary: 'Extra quota for one API of the product.',
      min: 0,
      attributes: {
        name: { type: 'string', summary: 'API name; ignored when id is given.' },
        id: { type: 'string', summary: 'API identifier.' },
        calls: { type: 'integer', summary: 'Calls allowed.', unit: 'calls', expression: false },
        bandwidth: { type: 'integer', summary: 'Traffic allowed.', unit: 'kilobytes', expression: false },
        'renewal-period': {
          type: 'integer',
          summary: 'Fixed window length.',
          required: true,
          unit: 'seconds',
          expression: false,
        },
      },
      children: {
        operation: {
          summary: 'Extra quota for one operation of the API.',
          min: 0,
          attributes: {
            name: { type: 'string', summary: 'Operation name; ignored when id is given.' },
            id: { type: 'string', summary: 'Operation identifier.' },
            calls: { type: 'integer', summary: 'Calls allowed.', unit: 'calls', expression: false },
            bandwidth: { type: 'integer', summary: 'Traffic allowed.', unit: 'kilobytes', expression: false },
            'renewal-period': {
              type: 'integer',
              summary: 'Fixed window length.',
              required: true,
              unit: 'seconds',
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
    'At least one of calls and bandwidth is needed.',
    'Exceeding returns 403 Forbidden with Retry-After.',
    'Has effect only for calls with a subscription key.',
  ],
  conflicts: [
    {
      about:
        'Docs list renewal-period as required on <api>/<operation>, but the docs statement omits it there and the XSD does not define it on those elements.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
