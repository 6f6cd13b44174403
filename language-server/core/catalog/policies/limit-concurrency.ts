import { policy } from '../policy.ts'

export default policy({
  name: 'limit-concurrency',
  title: 'Limit concurrency',
  category: 'Rate limiting and quotas',
  status: 'ga',
  summary:
    'Lets at most a given number of requests run the enclosed policies at the same time and answers the others with 429 at once. Use it to shield a back end that copes with few parallel calls.',
  docs: 'https://learn.microsoft.com/azure/api-management/limit-concurrency-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    key: {
      type: 'string',
      summary: 'The name of the limit. Policies with the same key share it.',
      required: true,
      expression: true,
      returns: 'string',
      sample: 'backend',
    },
    'max-count': {
      type: 'integer',
      summary: 'How many requests may run the enclosed policies at the same time.',
      required: true,
      min: 1,
      expression: false,
      sample: '10',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'policies',
  notes: ['The real maximum differs when several units run in a region, since each counts for itself.'],
})
