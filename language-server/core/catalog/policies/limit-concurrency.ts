import { policy } from '../policy.ts'

export default policy({
  name: 'limit-concurrency',
  title: 'Limit concurrency',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary: 'Limit concurrency.',
  docs: 'https://learn.microsoft.com/azure/api-management/limit-concurrency-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: {
      type: 'string',
      summary: 'Concurrency bucket; can be shared by several policies.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'max-count': {
      type: 'integer',
      summary: 'Requests allowed inside at once.',
      required: true,
      min: 1,
      expression: false,
    },
  },
  children: {},
  childOrder: 'any',
  content: 'policies',
  notes: [
    'Requests over the limit fail at once with 429.',
    'The effective maximum is lower when several units run in a region.',
  ],
})
