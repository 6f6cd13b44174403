import { policy } from '../policy.ts'

export default policy({
  name: 'set-status',
  title: 'Set status code',
  category: 'Transformation',
  status: 'ga',
  summary: 'Set status code.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-status-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    code: {
      type: 'integer',
      summary: 'HTTP status code.',
      required: true,
      min: 100,
      max: 999,
      expression: true,
      returns: 'int',
      disputed: true,
    },
    reason: {
      type: 'string',
      summary: 'Reason phrase.',
      required: true,
      expression: true,
      returns: 'string',
      disputed: true,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  conflicts: [
    {
      about:
        'XSD makes code and reason optional; docs require both, yet docs samples (3) and Microsoft snippets (15) omit reason.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
